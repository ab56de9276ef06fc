"""What an event has led to: objects of any room that has announced them as `linkables`, found by their numbers."""

from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from casework.announcements import Linkable
from casework.rooms import announcements
from journal.record import key


@dataclass(frozen=True)
class Changed:
    """Something as it was called on the day of the outcome; `key` is its name in the journal, `edition` and `text` its words of then."""

    key: str
    title: str
    url: str
    edition: str = ""
    text: str = ""

    def as_row(self) -> dict[str, Any]:
        """For a column."""
        return asdict(self)


def read(numbers: str) -> list[Changed]:
    """Each number of a list with commas; raises ValidationError where it is of nothing open, or of several things."""
    rows = []
    for number in (part.strip().removeprefix("№").strip() for part in numbers.split(",")):
        match named(number) if number else None:
            case None:
                continue
            case [row]:
                rows.append(row)
            case []:
                raise ValidationError(f"Под номером {number} ничего открытого нет. Проверьте номер.")
            case several:
                titles = "; ".join(row.title for row in several[:4])
                raise ValidationError(f"Под номером {number} не одно: {titles}.")
    return rows


def named(number: str) -> list[Changed]:
    """Everything of that number that everybody reads: the outcome is public."""
    return [row for kind in announcements("linkables", Linkable) for row in _of(kind, number)]


def _of(kind: Linkable, number: str) -> list[Changed]:
    rows: Any = apps.get_model(kind.model)._default_manager
    rows = rows.visible_to(AnonymousUser()).select_related(*kind.related)
    rows = rows.filter(**{f"{kind.number}__iexact": number}, **dict(kind.where))[:2]
    edition_of = import_string(kind.edition_name) if kind.edition_name else lambda row: ("", "")
    return [
        Changed(key(row), f"{kind.title.capitalize()} {number}: {row}"[:300], row.get_absolute_url(), *edition_of(row))
        for row in rows
    ]
