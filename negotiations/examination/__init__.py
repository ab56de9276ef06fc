"""The formal check of a proposal and its expertise (PP-05…PP-12, PP-18…PP-22)."""
