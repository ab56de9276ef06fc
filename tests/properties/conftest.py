"""The desk of the proposals' stories is used here as well."""

from tests.negotiations.conftest import desk

__all__ = ["desk"]
