"""Reports: what a page and a terminal say of results."""
