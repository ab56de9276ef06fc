"""The desk of the proposals' stories: the door is tried on a real flow."""

from tests.negotiations.conftest import desk

__all__ = ["desk"]
