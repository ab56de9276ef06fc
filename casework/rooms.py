"""What the rooms announce: their modules of a name, and what their AppConfigs say; from the top floor down, as `settings.ROOMS` lists them.

AppConfigs and templates read this before any model is there: it imports none.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """The modules `<room>/<name>.py` and `<room>/<thing>/<name>.py` of every room."""
    return tuple(import_module(path) for room in settings.ROOMS for path in _paths(room, name))


def _paths(room: str, name: str) -> Iterator[str]:
    things = sorted(module.name for module in iter_modules(import_module(room).__path__) if module.ispkg)
    for folder in (room, *(f"{room}.{thing}" for thing in things)):
        if find_spec(f"{folder}.{name}"):
            yield f"{folder}.{name}"


def announced(attribute: str) -> Iterator[tuple[str, Any]]:
    """(room, value) of every AppConfig of a room that has the attribute."""
    for room in settings.ROOMS:
        config = apps.get_app_config(room)
        if hasattr(config, attribute):
            yield room, getattr(config, attribute)


Announcement = TypeVar("Announcement")


def announcements(attribute: str, kind: type[Announcement]) -> list[Announcement]:
    """All lines the rooms announce under an attribute, each a dataclass of `casework.announcements`."""
    lines = [line for _, announced_lines in announced(attribute) for line in announced_lines]
    assert all(isinstance(line, kind) for line in lines), f"every line of {attribute} is a {kind.__name__}"
    return lines
