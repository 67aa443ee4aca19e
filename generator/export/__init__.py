"""Everything that leaves the generator beside the pages: stored pages, sitemap, search."""
