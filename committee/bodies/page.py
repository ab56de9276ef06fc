"""What the page of a body shows, to whom."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import QueryDict

from casework.workdays import local_date
from committee.bodies.models import Body, BodyMember
from committee.bodies.strength import Strength, strength
from committee.groups.models import leads
from committee.roles import COMPOSERS
from journal.record import key
from programme.access import Visitor, has_role, holds
from programme.models import Invitation, Role, Sector


@dataclass
class View:
    """A body on a day as one person sees it."""

    body: Body
    day: date
    is_today: bool
    groups: list[tuple[str, list[BodyMember]]]
    former: list[BodyMember]
    coming: list[BodyMember]
    strength: Strength
    invitations: list[Invitation]
    may_change: bool
    may_lead: bool  # invite, let go, end: also of whoever signs for the organisation that has formed the group
    may_ask: bool
    fault: str


def day_asked(query: QueryDict) -> tuple[date, str]:
    """The day of `?on=`, today unless it says otherwise; and what is wrong with it (Russian)."""
    asked = query.get("on", "").strip()
    try:
        return (date.fromisoformat(asked), "") if asked else (local_date(), "")
    except ValueError:
        return local_date(), "Дата записывается так: 2026-11-23. Показан состав на сегодня."


def may_compose(user: Visitor) -> bool:
    """May the person found bodies and seat people?"""
    return holds(user, *COMPOSERS)


def view_of(body: Body, query: QueryDict, user: Visitor) -> View:
    """The composition of a body on the day that is asked for; invitations for those who send them, and the auditor."""
    day, fault = day_asked(query)
    today, may_change = local_date(), may_compose(user) and body.closed_at is None
    seats = list(body.members.select_related("person"))
    held = set(body.members.held_on(day).values_list("pk", flat=True))
    members = sorted((seat for seat in seats if seat.pk in held), key=lambda seat: seat.standing)
    may_lead = may_change or bool(leads(body.pk, user))
    sees_invitations = may_lead or has_role(user, Role.AUDITOR)
    return View(
        body=body,
        day=day,
        is_today=day == today,
        groups=_by_sector(members),
        former=[seat for seat in seats if seat.ended_at or (seat.valid_to and seat.valid_to < today)],
        coming=[seat for seat in seats if seat.ended_at is None and seat.valid_from > today],
        strength=strength(body, members),
        invitations=_invitations(body) if sees_invitations else [],
        may_change=may_change,
        may_lead=may_lead,
        may_ask=body.closed_at is None and bool(body.capacity_of_office(user)),
        fault=fault,
    )


def _by_sector(members: list[BodyMember]) -> list[tuple[str, list[BodyMember]]]:
    """Who leads and writes first, then the members of each sector."""
    leading = [member for member in members if member.role != BodyMember.Role.MEMBER]
    rest = [member for member in members if member.role == BodyMember.Role.MEMBER]
    groups = [("Председательство и секретарь", leading)] if leading else []
    sectors: Any = groupby(rest, key=lambda member: member.sector)
    return [*groups, *((str(Sector(sector).label).capitalize(), list(rows)) for sector, rows in sectors)]


def _invitations(body: Body) -> list[Invitation]:
    rows = Invitation.objects.filter(purpose="seat", subject=key(body)).unanswered()
    return list(rows.select_related("seat_offer__body")[:100])
