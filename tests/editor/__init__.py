"""What an editor shows while a record is written."""
