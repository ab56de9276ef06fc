"""Comments of the public discussion: moderated, published, answered."""
