"""Memory: what happened, append-only, hash-linked, verifiable."""
