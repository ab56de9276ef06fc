"""The page of one article across all editions."""
