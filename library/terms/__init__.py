"""The glossary: terms in force, and where they stand in texts, as of the day of the text."""
