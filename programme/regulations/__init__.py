"""Regulations and sets of criteria as data: versions, adoption, the working calendar."""
