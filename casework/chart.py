"""The picture of a flow, drawn from the flow itself: SVG with the current position, BPMN 2.0, and a list that says the same."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from viewflow.workflow import chart
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

STATES = {STATUS.DONE: "done", STATUS.CANCELED: "cancelled"}


@lru_cache(maxsize=32)
def _layout(flow_class: Any) -> Any:
    return chart.calc_layout_data(flow_class)


def tasks_of(process_id: int) -> "QuerySet[Task, Any]":
    """What the picture of a case needs to know of its tasks."""
    return Task.objects.filter(process_id=process_id).order_by("pk").values_list("flow_task", "status")


def _states(where: "int | Iterable[Any] | None") -> dict[str, str]:
    """The state of each node in a case (its number, or its `tasks_of`): its latest task decides."""
    if where is None:
        return {}
    tasks = tasks_of(where) if isinstance(where, int) else where
    return {node.name: STATES.get(status, "current") for node, status in tasks if node}


def _label(cell: Any) -> str:
    return cell.node.task_title if cell.node.task_type in ("HUMAN", "HUMAN_START", "FACT", "FUNCTION") else ""


def svg(flow_class: Any, where: "int | Iterable[Any] | None" = None) -> str:
    """The picture as an SVG element; the page's style sheet colours it."""
    return _drawn(flow_class, tuple(_states(where).items()))


@lru_cache(maxsize=64)
def _drawn(flow_class: Any, states_of_nodes: tuple[tuple[str, str], ...]) -> str:
    """Cases that stand alike look alike."""
    grid, states = _layout(flow_class), dict(states_of_nodes)
    cells = [(cell, states.get(cell.node.name, "future"), _lines(cell)) for cell in grid.cells]
    context = {"grid": grid, "cells": cells, "edges": grid.edges, "title": flow_class.process_title}
    return mark_safe(render_to_string("casework/flow.svg", context))  # noqa: S308 - the template escapes its own texts


def _lines(cell: Any) -> list[tuple[float, float, str]]:
    """The label's lines with their places, centred in a box and below anything smaller."""
    lines = wrap(_label(cell)) if cell.shape.width > 60 else []  # a circle is too small for words, the list has them
    middle, height = cell.shape.width / 2, 18
    top = cell.shape.height / 2 - height * (len(lines) - 1) / 2 + 5
    return [(middle, top + n * height, line) for n, line in enumerate(lines)]


def wrap(text: str, width: int = 19) -> list[str]:
    """Break a label into at most five lines of about `width` letters."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines[:5]


def bpmn(flow_class: Any) -> str:
    """The flow as BPMN 2.0 XML."""
    return chart.grid_to_bpmn(_layout(flow_class))


def steps(flow_class: Any, where: "int | Iterable[Any] | None" = None) -> list[tuple[str, str, str]]:
    """(title, whose move, state) of every step with a person or a fact, in the order of the picture."""
    states = _states(where)
    nodes = [cell.node for cell in _layout(flow_class).cells if _label(cell)]
    return [(node.task_title, getattr(node, "asked", ""), states.get(node.name, "future")) for node in nodes]
