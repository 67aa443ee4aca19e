"""Pages of platforms: the index, the page of each, and the page that sets them side by side."""
