"""What helps to write records: JSON Schemas for editors, skeletons of new records."""
