"""What a public page of an organisation or of a part of the programme shows: shelves that the rooms announce."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Window
from django.http import Http404
from django.utils.http import urlencode

from casework import rooms
from casework.announcements import Shelf
from casework.gather import gather
from committee.teams.page import of_direction
from library.links import reading
from library.models import Card
from negotiations.models import Contribution
from portal.faces import badges, directions, figures
from portal.faces.axes import Axis
from portal.templatetags.look import href
from programme.access import Visitor
from programme.models import Organization

MOST, WHOLE = 10, 500


@dataclass(frozen=True)
class Line:
    """A row of a shelf as the page shows it; `subject` has the status, if any has."""

    title: str
    about: str
    url: str
    subject: Any


@dataclass(frozen=True)
class Shown:
    """A shelf with its first rows. `n` is its number on the page: `?all=<n>` shows it whole."""

    n: int
    title: str
    lines: list[Line]
    total: int
    register: str

    @property
    def has_more(self) -> bool:
        return len(self.lines) < self.total


def shelves(axis: str, code: str, whole: str = "") -> list[Shown]:
    """The shelves that have something, read in one journey; `whole`: the number of the one that is shown to its end."""
    announced = list(enumerate(rooms.announcements("shelves", Shelf)))
    asked: list[tuple[int, Shelf, QuerySet[Any]]] = []
    for n, shelf in announced:
        rows = None if whole and whole != str(n) else shelf.rows(axis, code)
        if rows is not None:
            asked.append((n, shelf, rows.annotate(of_all=Window(Count("*")))[: WHOLE if whole else MOST]))
    gather(*(rows for *_, rows in asked))
    return [_shown(n, shelf, axis, code, list(rows)) for n, shelf, rows in asked if rows]


def _shown(n: int, shelf: Shelf, axis: str, code: str, rows: list[Any]) -> Shown:
    lines = [
        Line(shelf.name.format(row=row), shelf.about.format(row=row), row.get_absolute_url(), _subject(shelf, row))
        for row in rows
    ]
    own_filter = dict(shelf.filters).get(axis)
    register = f"{href(shelf.register)}?{urlencode({own_filter: code})}" if own_filter else ""
    return Shown(n, shelf.title, lines, rows[0].of_all, register)


def _subject(shelf: Shelf, row: Any) -> Any:
    if shelf.status_of == "-":
        return None
    return getattr(row, shelf.status_of) if shelf.status_of else row


def part(axis: Axis, code: str, whole: str, visitor: Visitor) -> dict[str, Any]:
    """One cluster, direction, level or area; a direction has a text of its own, which its team writes."""
    titles = dict(axis.parts)
    if code not in titles:
        raise Http404
    tally = next(line for line in figures.tallies(axis) if line.code == code)
    return {
        "axis": axis,
        "title": titles[code],
        "tally": tally,
        "shelves": shelves(axis.key, code, whole),
        "is_whole": bool(whole),
        "indicators": reading.indicators_of(subprogrammes(code)) if axis.key == "areas" else [],
        **({**of_direction(code, visitor), **directions.of_direction(code)} if axis.key == "directions" else {}),
    }


def subprogrammes(area: str) -> "QuerySet[Card]":
    """The subprogrammes of an area that hold now."""
    return Card.objects.filter(kind__code="subprogram", status=Card.Status.IN_FORCE, area=area)


def organization(pk: int, whole: str) -> dict[str, Any]:
    """What the registers say of an organisation: whoever stands in none of them has no public page."""
    row = Organization.objects.filter(pk=pk, closed_at=None).first()
    shown = shelves("organization", str(pk), whole) if row else []
    if row is None or not shown:
        raise Http404
    facts = [
        ("Сектор", row.get_sector_display()),
        ("ИНН", row.inn),
        ("Район", row.get_district_display()),
        ("Область", row.get_area_display()),
        ("Сайт", row.site),
    ]
    return {
        "organization": row,
        "facts": [(label, value) for label, value in facts if value],
        "shelves": shown,
        "is_whole": bool(whole),
        "badges": badges.badges(pk),
        "neighbours": neighbours(pk),
    }


def neighbours(pk: int) -> "QuerySet[Organization]":
    """Whom it gives to and who gives to it by agreements in force."""
    gifts = Contribution.objects.standing()
    partners = Q(pk__in=gifts.filter(party__organization=pk).values("recipient__organization")) | Q(
        pk__in=gifts.filter(recipient__organization=pk).values("party__organization")
    )
    return Organization.objects.filter(partners, closed_at=None).exclude(pk=pk)
