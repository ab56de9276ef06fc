"""One world for a module, committed nowhere: it is built in a transaction, and every test works in a savepoint of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.access.world import World, whole_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, whole_queue: None, django_db_blocker: Any) -> Iterator[World]:
    """Everybody and everything."""
    with whole_world(django_db_blocker) as world:
        yield world


@pytest.fixture
def _django_db_helper(world: World, django_db_blocker: Any) -> Iterator[None]:
    """Instead of pytest-django's own, which would close the connection the world lives in."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
