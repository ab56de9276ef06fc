"""What citizens see of what is reported as done: «вижу» or «не вижу» (programme 8.1)."""
