"""How facts look on a page."""
