"""Organisations and the mandates of those who act for them."""
