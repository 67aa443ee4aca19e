"""Alerts of the European register that were read and labelled by hand, and the scorer that holds the importer to them."""
