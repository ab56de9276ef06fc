"""An edition of the Protocol: its articles, its way from a draft to the archive."""
