"""The town of a contest, on a clock that begins on a Monday morning."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine

from portal.management.commands.check_invariants import broken
from tests.quality_mark.contest import Town

BEGINNING = datetime.fromisoformat("2026-03-02T10:00:00+07:00")


@pytest.fixture
def clock() -> Iterator[Any]:
    """Moved by the stories."""
    with time_machine.travel(BEGINNING, tick=True) as traveller:
        yield traveller


@pytest.fixture
def town(db: None, clock: Any) -> Iterator[Town]:
    """Whatever a story does, every promise of every room holds at its end."""
    yield Town(clock)
    assert broken() == []
