"""Whose move it is in a case, and what of it is the reader's own."""

from collections.abc import Collection, Iterable
from typing import Any

from casework import workdays
from casework.inbox import Line
from casework.models import Waiting, WaitingQuerySet


def open_steps(*case_ids: int) -> WaitingQuerySet:
    """What these cases wait for."""
    return Waiting.objects.open().filter(process__in=case_ids).order_by("pk")


def next_moves(case_id: int, person: Any) -> str:
    """Whose move it is now, for whoever has just made theirs (Russian); empty when nothing is awaited that they may know of.

    A step whose flow does not say in words whom it asks is nobody's business but the asked one's.
    """
    keys = set(person.capacity_keys())
    rows = list(open_steps(case_id).only("addressee", "closed_to", "asked", "title"))
    own = list(dict.fromkeys(f"«{row.title}»" for row in rows if row.is_of(keys)))
    if own:
        return f"Дальше ход за вами: {_listed(own)}."
    others = list(dict.fromkeys(f"«{row.title}» — {row.asked}" for row in rows if row.asked))
    return f"Дальше: {_listed(others)}." if others else ""


def _listed(steps: list[str]) -> str:
    rest = len(steps) - 2
    return "; ".join(steps[:2]) + (f" и ещё {rest}" if rest > 0 else "")


def moves(waitings: Iterable[Waiting]) -> list[Line]:
    """The lines of `casework/_moves.html`: who is asked, and the working days left."""
    left = workdays.countdown()
    return [Line(waiting, waiting.asked, left(waiting.due_at)) for waiting in waitings]


def own_steps(waitings: Iterable[Waiting], keys: Collection[str]) -> list[Waiting]:
    """Of what a case waits for, what it asks whoever holds these capacity keys; the lines of `casework/_my_moves.html`."""
    return [waiting for waiting in waitings if waiting.is_of(keys)]
