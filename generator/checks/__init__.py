"""What has to hold between the facts of records, beyond each field's form: one rule a file, below `rules/`."""
