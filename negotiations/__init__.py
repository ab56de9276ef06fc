"""Platforms and proposals: how an organisation's project becomes a decision of the city."""
