"""Invitations to represent an organisation, and the answers."""
