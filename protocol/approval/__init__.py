"""From the decided amendments to a fixed text in force: the committee, the signing window, the archive."""
