"""Messages of a topic: checked before they are shown, answered in term."""
