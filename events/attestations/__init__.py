"""What a course opens: its results, the certificate that a role needs, how long it holds."""
