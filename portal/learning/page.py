"""Courses with what they lead to, where the visitor stands on that road, and the cards of the library that a course teaches."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from events.attestations.facts import TAUGHT
from events.models import Attestation, Consortium, Event, Registration
from journal.record import key
from library.models import Card, CardLink
from programme.access import Visitor, has_role
from programme.lists import catalogue
from programme.models import Regulation, Role

MOST = 30
MENTORS = "resource"  # the kind of cards by which an organisation offers a mentor


@dataclass(frozen=True)
class Road:
    """From courses to a role: `is_needed` says that nobody gets the role without an attestation, `standing` where the visitor is."""

    role: str
    courses: list[Event]
    is_needed: bool
    standing: str


@dataclass(frozen=True)
class Taught:
    """A card and the course that teaches it."""

    card: Card
    course: Event


def courses(area: str = "") -> "QuerySet[Event]":
    """All that everybody may read of; of an area only what serves one of its measures."""
    rows = Event.objects.announced().filter(kind="course").select_related("series")
    measure = Q(undertaking__measure__area=area) | Q(undertaking__measure_item__measure__area=area)
    return rows.filter(measure) if area else rows


def learning(person: Visitor, area: str) -> dict[str, Any]:
    """The page, of all areas or of one."""
    area = area if area in catalogue.codes("areas") else ""
    ahead = list(Event.objects.ahead().filter(pk__in=courses(area))[:MOST])
    past = courses(area).filter(status=Event.Status.HELD).order_by("-ends_at")
    tied = taught(area)
    trainings = Event.objects.announced().filter(kind="training").exclude(status=Event.Status.CANCELLED)
    return {
        "ahead": ahead,
        "roads": [] if area else roads(ahead, person),
        "mentors": [row for row in tied if row.card.kind.code == MENTORS],
        "taught": [row for row in tied if row.card.kind.code != MENTORS],
        "past": past[:MOST],
        "trainings": [] if area else trainings.order_by("-starts_at", "-pk")[:MOST],
        "consortia": Consortium.objects.filter(ended_on=None),
        "areas": catalogue.every("areas"),
        "area": area,
    }


def roads(ahead: list[Event], person: Visitor) -> list[Road]:
    """A road for each role that an attestation may be asked for, and for any other that a course prepares for."""
    is_needed = bool(Regulation.in_force().value("training.required"))
    own = _own(person)
    named = list(dict.fromkeys([*TAUGHT, *(row.opens_role for row in ahead if row.opens_role)]))
    return [
        Road(
            str(Role(role).label), [row for row in ahead if row.opens_role == role], is_needed and role in TAUGHT,
            _standing(str(role), person, own),
        )
        for role in named
    ]  # fmt: skip


def _own(person: Visitor) -> dict[str, Attestation | Registration]:
    """{role: the last attestation of the visitor, or the place on a course they have}."""
    if not person.is_authenticated:
        return {}
    places = Registration.objects.filter(person=person.pk, status="confirmed", event__kind="course").select_related(
        "event"
    )
    rows: dict[str, Attestation | Registration] = {row.event.opens_role: row for row in places}
    return rows | {row.opens_role: row for row in Attestation.objects.filter(person=person.pk).order_by("pk")}


def _standing(role: str, person: Visitor, own: dict[str, Attestation | Registration]) -> str:
    """Where the visitor is on the road (Russian); nothing for a stranger."""
    if not person.is_authenticated:
        return ""
    row = own.get(role)
    if has_role(person, Role(role)):
        return "роль у вас есть"
    if isinstance(row, Attestation):
        return f"ваша аттестация: {row.get_status_display().lower()}"
    return "вы записаны на курс" if row else "вы ещё не учились"


def taught(area: str) -> list[Taught]:
    """Cards in force that use a course or belong to one, by links of the library."""
    rows = {key(row): row for row in courses(area)[:500]}
    links = CardLink.objects.filter(to_key__in=rows, card__status=Card.Status.IN_FORCE)
    links = links.select_related("card__kind", "card__organization").order_by("card__title", "pk")
    return [Taught(link.card, rows[link.to_key]) for link in links[:MOST]]
