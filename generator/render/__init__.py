"""Page models to HTML: Jinja fragments, hazard signs, and the shell that fragments are stamped into."""
