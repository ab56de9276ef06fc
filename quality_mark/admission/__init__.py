"""The check of entries after the window has closed, and the minutes of admission."""
