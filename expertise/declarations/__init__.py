"""Declarations of interests: what an expert answers before the materials are opened."""
