"""Who is asked to sign a paper, who has signed it, and the evidence of each signature."""
