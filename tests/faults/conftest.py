"""The stack of the fault tests; the desk of the proposals' stories is used here as well."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.faults.stack import Stack, until
from tests.negotiations.conftest import desk

__all__ = ["desk", "stack"]


@pytest.fixture
def stack(transactional_db: None, tmp_path, settings) -> Iterator[Stack]:
    """The installation of one test, with an archive of its own; ended whatever happens."""
    settings.MEDIA_ROOT = str(tmp_path)
    stack = Stack()
    yield stack
    stack.end()
    until(_nobody_else_is_connected)


def _nobody_else_is_connected() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone() == (0,)
