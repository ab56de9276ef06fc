"""Conflicts of interests: ties found automatically, and questions about them to the coordinator."""
