"""What the lists say: what may be chosen now, and what a code was called when a case began.

Read once and remembered by the process, since every form and many pages ask; another process hears of a new version within
INSTALLATION_REMEMBERED_SECONDS.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from programme.lists.kinds import Kind, kinds
from programme.lists.models import ListVersion
from programme.regulations.values import Column

Choices = list[tuple[str, str]]


@dataclass
class _Remembered:
    """All versions, {code of the list: [(starts at, rows)], the newest first}, and when they were read."""

    versions: dict[str, list[tuple[datetime, list[dict[str, Any]]]]]
    read_at: float | None = None

    def is_fresh(self) -> bool:
        if self.read_at is None:
            return False
        seconds = settings.INSTALLATION_REMEMBERED_SECONDS
        return seconds is None or time.monotonic() - self.read_at < seconds


_remembered = _Remembered({})


def forget() -> None:
    """Ask anew at the next question: a version has been adopted."""
    _remembered.read_at = None


def _versions(code: str) -> list[tuple[datetime, list[dict[str, Any]]]]:
    if not _remembered.is_fresh():
        versions: dict[str, list[tuple[datetime, list[dict[str, Any]]]]] = {}
        for name, starts_at, rows in ListVersion.objects.order_by("-version").values_list("code", "starts_at", "rows"):
            versions.setdefault(name, []).append((starts_at, rows))
        _remembered.versions, _remembered.read_at = versions, time.monotonic()
    return _remembered.versions.get(code, [])


def rows(code: str, at: datetime | None = None) -> list[dict[str, Any]]:
    """All rows of a list as they were in force at a moment (now unless told), those that have ended too."""
    moment, versions = at or timezone.now(), _versions(code)
    known = next((rows for starts_at, rows in versions if starts_at <= moment), None)
    return known if known is not None else versions[-1][1] if versions else []


def current(code: str, at: datetime | None = None) -> list[dict[str, Any]]:
    """The rows that may be chosen."""
    return [row for row in rows(code, at) if not row["ended"]]


def choices(code: str, at: datetime | None = None, keep: Iterable[str] = ()) -> Choices:
    """What may be chosen, and besides what has been chosen already (`keep`), be it ended."""
    kept, kind = set(keep), kinds()[code]
    return [(row["code"], kind.words(row)) for row in rows(code, at) if not row["ended"] or row["code"] in kept]


def every(code: str) -> Choices:
    """Whatever could ever be chosen, under its title of today: what is searched and shown."""
    return [(row["code"], kinds()[code].words(row)) for row in rows(code)]


def codes(code: str) -> set[str]:
    """Every code the list has ever had, those of a version that is not in force yet too."""
    return {row["code"] for _, rows in _versions(code)[:1] for row in rows}


def label(code: str, value: str, at: datetime | None = None) -> str:
    """What a code was called at a moment; what came to the list later is called as in the version that brought it."""
    for version in (rows(code, at), *(rows for _, rows in reversed(_versions(code)))):
        for row in version:
            if row["code"] == value:
                return kinds()[code].words(row)
    return value


def columns(kind: Kind) -> dict[str, Column]:
    """The columns of a list with the words of what they are chosen from, {name: column}."""
    return {
        part.name: replace(part.column, choices=tuple(every(part.source))) if part.source else part.column
        for part in kind.columns
    }
