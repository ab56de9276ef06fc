"""A city whose rules hide who has entered answers questions as well."""

from tests.expertise.blinding.test_blind import blind_city

__all__ = ["blind_city"]
