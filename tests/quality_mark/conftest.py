"""The town of a contest."""

from collections.abc import Iterator

import pytest

from portal.management.commands.check_invariants import broken
from tests.clock import Clock
from tests.quality_mark.contest import Town


@pytest.fixture
def town(db: None, clock: Clock) -> Iterator[Town]:
    """Whatever a story does, every promise of every room holds at its end."""
    yield Town(clock)
    assert broken() == []
