"""The act a card waits for after the committee: its details and its file."""
