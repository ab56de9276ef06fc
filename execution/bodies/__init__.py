"""Bodies responsible for measures, and who came after them."""
