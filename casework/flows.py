"""The flows of all rooms, which of them leads the case of a subject, and which of their steps may be answered together."""

from functools import cache
from typing import Any

from django.db import models
from viewflow.workflow.flow import Flow

from casework.nodes import Ask
from casework.rooms import modules


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


@cache
def baskets() -> dict[str, tuple[Ask, ...]]:
    """The steps that may be answered together, by the name of the address of their basket."""
    steps: dict[str, tuple[Ask, ...]] = {}
    for node in (node for flow in flows() for node in flow.instance.nodes()):
        if isinstance(node, Ask) and node.bulk:
            page = node.bulk.basket.page
            steps[page] = (*steps.get(page, ()), node)
    return steps


def in_basket(page: str) -> tuple[Ask, ...]:
    """The steps of the basket whose address has this name."""
    return baskets()[page]
