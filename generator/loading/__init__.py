"""YAML files to records: read safely with positions, cached, in parallel, linked into one immutable Catalog."""
