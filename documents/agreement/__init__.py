"""The agreement on the simple electronic signature: its versions, and who has accepted which."""
