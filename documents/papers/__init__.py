"""The paper itself: its number, snapshot, statuses, files and notes."""
