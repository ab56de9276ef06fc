"""Roles by appointment, and steps that nobody is left to do."""
