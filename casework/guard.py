"""The database repeats the law of a model's status: no other transition, no birth in the middle of life."""

from typing import TypeVar

import pgtrigger
from django.db import models
from django_fsm import FSMFieldMixin

from journal.append_only import insert_only, no_truncate

__all__ = ["guard_status", "insert_only", "lawful_transitions", "no_truncate"]

M = TypeVar("M", bound=models.Model)


def lawful_transitions(model: type[models.Model], field: str = "status") -> list[tuple[str, str]]:
    """All (from, to) pairs that the `@transition` methods of a model declare, `*` and `+` written out."""
    machine: FSMFieldMixin = model._meta.get_field(field)  # type: ignore[assignment]
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


def guard_status(model: type[M], field: str = "status") -> type[M]:
    """Register the triggers that refuse any change of status its model does not declare. Use as a class decorator.

    Both `update()` and raw SQL are refused, and so is an INSERT with anything but the field's default.
    """
    initial = str(model._meta.get_field(field).get_default())
    return pgtrigger.register(
        pgtrigger.FSM(name=f"{field}_moves_lawfully", field=field, transitions=lawful_transitions(model, field)),
        pgtrigger.Protect(
            name=f"{field}_begins_at_the_beginning",
            operation=pgtrigger.Insert,
            condition=~pgtrigger.Q(**{f"new__{field}": initial}),
        ),
    )(model)
