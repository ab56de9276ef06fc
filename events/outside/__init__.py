"""What an outside show costs by articles, planned and spent, and how the exhibits travel (S38)."""
