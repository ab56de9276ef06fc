"""A contest application (an entry): written, submitted, sealed, mended, withdrawn."""
