"""What a record is: frozen, typed models. This room knows no YAML, no HTML and no MkDocs."""
