"""Questions to a body, and their places on the agendas of its sittings."""
