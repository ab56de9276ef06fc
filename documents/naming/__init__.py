"""People named in papers under a pseudonym, and what happens when they take their consent back."""
