"""Platforms, proposals and negotiations: how an organisation's project becomes a decision of the city."""
