"""The database repeats the law of a model: no other transition, a row starts in its initial status, no fact changed after its time."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, TypeVar

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import models
from django_fsm import FSMFieldMixin

from journal.append_only import insert_only, no_truncate

__all__ = [
    "changes_with_status",
    "differs",
    "frozen",
    "guard_status",
    "guarded_models",
    "initial_status",
    "insert_only",
    "lawful_transitions",
    "machine_of",
    "no_truncate",
    "written_once",
]

M = TypeVar("M", bound=models.Model)


def guarded_models() -> list[type[models.Model]]:
    """Every model whose status the database guards, room by room from the top floor down. Once the models are loaded."""
    known = [model for room in settings.ROOMS for model in apps.get_app_config(room).get_models()]
    return [model for model in known if any(isinstance(field, FSMFieldMixin) for field in model._meta.fields)]


def lawful_transitions(model: type[models.Model], field: str = "status") -> list[tuple[str, str]]:
    """All (from, to) pairs that the `@transition` methods of a model declare, `*` and `+` written out."""
    machine = machine_of(model, field)
    states = [str(value) for value, _ in machine.choices or []]
    pairs = set()
    for transition in machine.get_all_transitions(model):
        for target in targets_of(transition.target, states):
            for source in _sources(str(transition.source), target, states):
                pairs.add((source, target))
    return sorted(pairs)


def _sources(source: str, target: str, states: list[str]) -> list[str]:
    if source == "*":
        return states
    return [state for state in states if state != target] if source == "+" else [str(source)]


def targets_of(target: object, states: list[str]) -> list[str]:
    """Where a transition may lead. A computed target (RETURN_VALUE, GET_STATE) may be any of the states it names, else any state."""
    if isinstance(target, str):
        return [str(target)]
    allowed = getattr(target, "allowed_states", None)
    return [str(state) for state in allowed] if allowed else states


def machine_of(model: type[models.Model], field: str = "status") -> Any:
    """The field that holds the status, with its choices and transitions (django-fsm)."""
    return model._meta.get_field(field)


def initial_status(model: type[models.Model], field: str = "status") -> str:
    """The status in which a row starts."""
    return str(machine_of(model, field).get_default())


def guard_status(model: type[M], field: str = "status") -> type[M]:
    """Register the triggers that refuse any change of status its model does not declare. Use as a class decorator.

    Both `update()` and raw SQL are refused, and so is an INSERT with anything but the field's default.
    """
    initial = initial_status(model, field)
    return pgtrigger.register(
        pgtrigger.FSM(name=f"{field}_moves_lawfully", field=field, transitions=lawful_transitions(model, field)),
        pgtrigger.Protect(
            name=f"{field}_begins_at_the_beginning",
            operation=pgtrigger.Insert,
            condition=~pgtrigger.Q(**{f"new__{field}": initial}),
        ),
    )(model)


def differs(fields: Iterable[str]) -> pgtrigger.Q:
    """The condition that an update changes any of the fields."""
    return _any_of(pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields)


def _any_of(conditions: Iterable[pgtrigger.Q]) -> pgtrigger.Q:
    return reduce(or_, conditions)


def _protect(name: str, condition: pgtrigger.Q) -> pgtrigger.Protect:
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=condition)


def frozen(name: str, fields: Iterable[str], when: pgtrigger.Q) -> pgtrigger.Protect:
    """The fields keep what they say while the row, as it was, answers to `when` (a condition on `old__…`)."""
    return _protect(name, when & differs(fields))


def written_once(name: str, fields: Iterable[str]) -> pgtrigger.Protect:
    """Each of the fields (nullable ones) may be filled, and never changed or emptied again."""
    return _protect(
        name, _any_of(pgtrigger.Q(**{f"old__{field}__isnull": False}) & differs([field]) for field in fields)
    )


def changes_with_status(name: str, fields: Iterable[str], field: str = "status") -> pgtrigger.Protect:
    """The fields are written by lawful transitions only: they change in the statement that changes the status, or never.

    `field` names another fact that may stand for the act: the paper that announces the change.
    """
    stays = pgtrigger.Q(**{f"old__{field}__ndf": pgtrigger.F(f"new__{field}")})
    return _protect(name, stays & differs(fields))
