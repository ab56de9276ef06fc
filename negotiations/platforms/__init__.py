"""Platforms where proposals are brought, with their rooms."""
