"""What an event has led to: objects of any room that has announced them as `linkables`, found by their numbers."""

from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from casework.announcements import Linkable
from casework.rooms import announcements
from journal.record import key


@dataclass(frozen=True)
class Changed:
    """Something as it was called on the day of the outcome; `key` is its name in the journal."""

    key: str
    title: str
    url: str

    def as_row(self) -> dict[str, Any]:
        """For a column."""
        return asdict(self)


def named(number: str) -> list[Changed]:
    """Everything of that number that everybody reads: the outcome is public."""
    return [row for kind in announcements("linkables", Linkable) for row in _of(kind, number)]


def _of(kind: Linkable, number: str) -> list[Changed]:
    rows: Any = apps.get_model(kind.model)._default_manager
    rows = rows.visible_to(AnonymousUser()).select_related(*kind.related)
    rows = rows.filter(**{f"{kind.number}__iexact": number}, **dict(kind.where))[:2]
    return [
        Changed(key(row), f"{kind.title.capitalize()} {number}: {row}"[:300], row.get_absolute_url()) for row in rows
    ]
