"""What the rooms announce: their modules of a name, and what their AppConfigs say; from the top floor down, as `settings.ROOMS` lists them."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from viewflow.workflow.flow import Flow


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """The modules `<room>/<name>.py` and `<room>/<thing>/<name>.py` of every room."""
    return tuple(import_module(path) for room in settings.ROOMS for path in _paths(room, name))


def _paths(room: str, name: str) -> Iterator[str]:
    things = sorted(module.name for module in iter_modules(import_module(room).__path__) if module.ispkg)
    for folder in (room, *(f"{room}.{thing}" for thing in things)):
        if find_spec(f"{folder}.{name}"):
            yield f"{folder}.{name}"


def flows() -> list[Any]:
    """Every flow, in the order in which its module declares it."""
    return [
        kind
        for module in modules("flow")
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Flow) and kind.__module__ == module.__name__
    ]


@cache
def _flows_about() -> dict[type, list[Any]]:
    about: dict[type, list[Any]] = {}
    for flow in flows():
        case = flow.process_class
        about.setdefault(case._meta.get_field(case.subject_field).related_model, []).append(flow)
    return about


def flow_of(subject: models.Model) -> Any:
    """The flow that leads the case of a subject; where there are several, each says whom it `leads`."""
    candidates = _flows_about()[type(subject)]
    return candidates[0] if len(candidates) == 1 else next(flow for flow in candidates if flow.leads(subject))


def announced(attribute: str) -> Iterator[tuple[str, Any]]:
    """(room, value) of every AppConfig of a room that has the attribute."""
    for room in settings.ROOMS:
        config = apps.get_app_config(room)
        if hasattr(config, attribute):
            yield room, getattr(config, attribute)
