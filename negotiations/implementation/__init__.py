"""A supported project: its plan, its beginning, its end with an act, its termination, the archive (PP-30…PP-35)."""
