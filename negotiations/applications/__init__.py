"""The application of a proposal: its form, budget, files, frozen versions and remarks (PP-01…PP-07, PP-21)."""
