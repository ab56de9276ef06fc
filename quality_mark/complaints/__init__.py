"""Complaints of consumers about the holder of a Mark, and the inspections that follow."""
