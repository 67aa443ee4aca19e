"""What several tests share: projects in a temporary folder, records to change one field of, checks of HTML."""
