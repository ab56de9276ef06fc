"""Indicators of the programme and surveys of citizens (programme 8.6)."""
