"""Alerts of the European register that were read and labelled by hand, and how the importer is held to them."""
