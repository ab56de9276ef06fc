"""Score sheets and the arithmetic that makes a score of them."""
