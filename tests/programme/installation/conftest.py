"""A real city that nobody has opened yet."""

from collections.abc import Iterator
from typing import Any

import pytest

from casework import installation
from programme.installation import actions


@pytest.fixture(autouse=True)
def changes_are_heard(settings: Any) -> Iterator[None]:
    """A test's transaction never ends, so nothing is told after it: every question is asked anew."""
    settings.INSTALLATION_REMEMBERED_SECONDS = 0
    yield
    installation.forget()
    installation._remembered.row = {}


@pytest.fixture
def unopened(settings: Any, tmp_path: Any, db: None) -> str:
    """The key of a city nobody has opened; its files are its own. Returns the path under which it is opened."""
    settings.DEMO = False
    settings.TIME_ZONE_FILE = tmp_path / "time_zone"
    settings.KEYS_DIR = tmp_path / "keys"
    return f"/setup/{actions.make_key()}/"
