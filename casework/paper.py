"""Whoever answers on paper: their answer is typed by the office, and the step counts it as theirs, not as the office's.

A `Hand` stands for the sheet that was signed: while it is at work (`acting_by`), what asks for a mandate or a consent finds them on the
sheet, which two people of the office have compared with what was typed (`programme/on_paper/`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

_AT_WORK: ContextVar["Hand | None"] = ContextVar("hand", default=None)


@dataclass(frozen=True)
class OnPaper:
    """The beginning of a case that may come on paper (`StartAsk.OnPaper`): what it is called, what the office is asked, who makes it."""

    title: str
    form: Any
    action: Any


@dataclass(frozen=True)
class _Capacity:
    key: str
    title: str


@dataclass(frozen=True)
class Hand:
    """A signed sheet: the capacity keys of whom it stands for, who has signed it, when the office received and typed it."""

    keys: frozenset[str]
    signed_by: str
    received_on: date
    entered_at: datetime

    def capacities(self) -> list[_Capacity]:
        """As of a person: the door asks in what capacity the step is answered."""
        return [_Capacity(key, f"на бумаге, подписал(а) {self.signed_by}") for key in sorted(self.keys)]

    def capacity_keys(self) -> list[str]:
        """The keys alone."""
        return sorted(self.keys)

    @property
    def received_at(self) -> datetime:
        """The moment that counts: now, or, of a sheet that has lain a while, the beginning of the day on which it came."""
        if self.received_on == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(datetime.combine(self.received_on, time.min))


def hand() -> Hand | None:
    """The sheet by which somebody acts now, if anybody does."""
    return _AT_WORK.get()


def stands_for(key: str) -> bool:
    """Does somebody act now by a sheet that stands for the holder of this key?"""
    sheet = _AT_WORK.get()
    return sheet is not None and key in sheet.keys


@contextmanager
def acting_by(sheet: Hand) -> Iterator[None]:
    """What is done inside is done by the sheet."""
    token = _AT_WORK.set(sheet)
    try:
        yield
    finally:
        _AT_WORK.reset(token)
