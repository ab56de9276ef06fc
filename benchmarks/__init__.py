"""Measures: how fast the house is beside the same work done bare, in one run (`./run bench`)."""
