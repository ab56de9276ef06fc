"""Dissenting opinions of experts."""
