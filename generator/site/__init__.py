"""The whole way from records to a site: load, view, render, stamp, export. Knows no engine and no command line."""
