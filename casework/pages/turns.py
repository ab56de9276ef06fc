"""Whose move it is in a case, and what of it is the reader's own."""

from collections.abc import Collection, Iterable

from casework import workdays
from casework.inbox import Line
from casework.models import Waiting, WaitingQuerySet


def open_steps(*case_ids: int) -> WaitingQuerySet:
    """What these cases wait for."""
    return Waiting.objects.open().filter(process__in=case_ids).order_by("pk")


def moves(waitings: Iterable[Waiting]) -> list[Line]:
    """The lines of `casework/_moves.html`: who is asked, and the working days left."""
    left = workdays.countdown()
    return [Line(waiting, waiting.asked, left(waiting.due_at)) for waiting in waitings]


def own_steps(waitings: Iterable[Waiting], keys: Collection[str]) -> list[Waiting]:
    """Of what a case waits for, what it asks whoever holds these capacity keys; the lines of `casework/_my_moves.html`."""
    return [waiting for waiting in waitings if waiting.addressee in keys]
