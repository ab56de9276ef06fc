"""Writing the journal: `record` for an act, `move` for a lawful change of status, `acting` for who does it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils import timezone

from journal.insertion import insert, kept
from journal.models import SEPARATOR, Entry, digest

EMPTY = digest({})  # of the many acts that carry no data


@dataclass
class _Acting:
    capacity: str
    written: int = 0


_acting: ContextVar[_Acting | None] = ContextVar("journal_acting", default=None)


def key(subject: models.Model) -> str:
    """The name under which an object stands in the journal: `negotiations.proposal:17`."""
    return f"{subject._meta.label_lower}:{subject.pk}"


@contextmanager
def acting(capacity: str) -> Iterator[_Acting]:
    """Everything recorded inside was done in this capacity ("секретарь площадки")."""
    state = _Acting(capacity)
    token = _acting.set(state)
    try:
        yield state
    finally:
        _acting.reset(token)


def record(
    subject: models.Model,
    verb: str,
    title: str,
    *,
    by: Any = None,
    before: str = "",
    after: str = "",
    ground: str = "",
    payload: dict[str, Any] | None = None,
) -> Entry:
    """Write one act in the current transaction. `by=None` means the system itself."""
    state = _acting.get()
    if state:
        state.written += 1
    entry = Entry(
        subject=key(subject),
        verb=verb,
        title=_apart(title),
        actor=by,
        capacity=_apart(state.capacity) if state and by else "" if by else "система",
        before=before,
        after=after,
        ground=_apart(ground),
        payload=payload or {},
        payload_hash=digest(payload) if payload else EMPTY,
        at=timezone.now(),
    )
    statement, values = insert(entry)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING id", values)
        kept(entry, cursor.fetchone()[0])
    return entry


def _apart(text: str) -> str:
    """The text without the character that separates the fields of an entry; nobody types it, and it must not stop an act."""
    return text.replace(SEPARATOR, " ")


def move(
    transition: Callable[..., Any],
    title: str,
    *,
    by: Any = None,
    ground: str = "",
    payload: dict[str, Any] | None = None,
    **arguments: Any,
) -> Entry:
    """Perform a lawful change of status, save the object and write it down: the only way a status changes.

    `transition` is a bound django-fsm method (`proposal.admit`); its `custom["stamps"]` fields are saved with the status by
    saving the whole row. Raises `django_fsm.TransitionNotAllowed` where the law refuses.
    """
    subject: Any = transition.__self__  # type: ignore[attr-defined]
    before = subject.status
    transition(**arguments)
    subject.save()
    return record(
        subject, transition.__name__, title, by=by, before=before, after=subject.status, ground=ground, payload=payload
    )
