"""Projects beside each other: their places, and how far the places hang on the way of counting."""
