"""The sittings of the co-chairs about amendments that a whole sector voted against."""
