"""Whether the bytes this installation keeps are still what their rows say."""
