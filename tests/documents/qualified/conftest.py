"""The trial centre of certificates, for whoever signs at home."""

from tests.centre import centre

__all__ = ["centre"]
