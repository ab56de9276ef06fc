"""People who act for an organisation: asked by its head, and what their agreement makes."""
