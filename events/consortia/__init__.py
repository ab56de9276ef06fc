"""Organisations that lead courses together under one agreement (programme 8.12, S33)."""
