"""The group that assesses: experts chosen, asked, numbered, replaced."""
