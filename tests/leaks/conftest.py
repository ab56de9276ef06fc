"""The world of the access matrix is searched for leaks as well."""

from tests.access.conftest import _django_db_helper, world

__all__ = ["_django_db_helper", "world"]
