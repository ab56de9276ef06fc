"""Surveys of citizens: a wave from its draft to its published report."""
