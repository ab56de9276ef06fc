"""Conditions of the flows: questions to the subject of a case as its row stands now, whatever was read before."""

from collections.abc import Callable
from typing import Any

from viewflow.workflow.activation import Activation

from casework.nodes import subject_of

Condition = Callable[[Activation], bool]


def has_status(*statuses: str) -> Condition:
    """Is the subject of the case in one of these statuses?"""
    return lambda activation: _status(activation) in statuses


def has_left(*statuses: str) -> Condition:
    """Is the subject of the case in a status other than these?"""
    return lambda activation: _status(activation) not in statuses


def item_has_status(*statuses: str) -> Condition:
    """The same question to the item of a branch (`ForEach`)."""

    def condition(activation: Activation) -> bool:
        item: Any = subject_of(activation)
        return item.status in statuses

    return condition


def _status(activation: Activation) -> str:
    case = activation.process
    field = case._meta.get_field(case.subject_field)
    return field.related_model._base_manager.values_list("status", flat=True).get(pk=getattr(case, field.attname))
