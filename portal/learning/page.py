"""Courses with what they lead to, where the visitor stands on that road, and the cards of the library that a course teaches."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from events.attestations.facts import TAUGHT
from events.models import Attestation, Event, Registration
from journal.record import key
from library.models import Card, CardLink
from programme.access import Visitor, has_role
from programme.models import Regulation, Role

MOST = 30


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


def courses() -> "QuerySet[Event]":
    """All that everybody may read of, the nearest first."""
    return Event.objects.announced().filter(kind="course").select_related("series")


def learning(person: Visitor) -> dict[str, Any]:
    """The page."""
    ahead = list(Event.objects.ahead().filter(pk__in=courses())[:MOST])
    past = courses().filter(status=Event.Status.HELD).order_by("-ends_at")
    return {"ahead": ahead, "roads": roads(ahead, person), "taught": taught(), "past": past[:MOST]}


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


def taught() -> list[Taught]:
    """Cards in force that use a course or belong to one, by links of the library."""
    rows = {key(row): row for row in courses()[:500]}
    links = CardLink.objects.filter(to_key__in=rows, card__status=Card.Status.IN_FORCE)
    links = links.select_related("card__kind", "card__organization").order_by("card__title", "pk")
    return [Taught(link.card, rows[link.to_key]) for link in links[:MOST]]
