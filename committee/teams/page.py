"""What the pages of a team and of a group show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from casework.textdiff import Piece, difference
from committee.bodies.models import Body
from committee.bodies.page import may_compose
from committee.groups.models import founder_of, leads
from committee.teams.actions import GROUPS, edition_of, team_of
from committee.teams.models import DirectionEdition
from execution.undertakings.models import Undertaking
from programme.access import Visitor

EDITIONS = 10


@dataclass(frozen=True)
class Shown:
    """An edition with what it has changed in the one before."""

    edition: DirectionEdition
    pieces: list[Piece]


def tasks_of(body: Body) -> "QuerySet[Undertaking]":
    """What the group is asked to do, the newest first; everybody reads it."""
    return Undertaking.objects.filter(source_url=body.get_absolute_url(), is_public=True).order_by("-pk")


def of_group(body: Body, user: Visitor) -> dict[str, Any]:
    """What stands on the page of a body besides its composition, if it is a group."""
    if body.kind_id not in GROUPS:
        return {}
    return {
        "is_group": True,
        "tasks": tasks_of(body)[:EDITIONS],
        "may_task": (may_compose(user) or bool(leads(body.pk, user))) and body.closed_at is None,
        "founder": founder_of(body),
    }


def of_direction(direction: str, user: Visitor) -> dict[str, Any]:
    """The text of a direction, who leads it and whether the visitor may write."""
    team = team_of(direction)
    return {
        "direction": direction,
        "team": team,
        "edition": edition_of(direction),
        "may_edit": team is not None and team.body.is_member(user),
        "may_form": team is None and may_compose(user),
    }


def team_page(direction: str, user: Visitor) -> dict[str, Any]:
    """The page of the team: who is in it, its reports, the editions of the page with what each has changed."""
    shown = of_direction(direction, user)
    rows = list(DirectionEdition.objects.filter(direction=direction).order_by("-number")[: EDITIONS + 1])
    olds = [*(row.text for row in rows[1:]), ""][: len(rows)]
    team = shown["team"]
    return {
        **shown,
        "editions": [Shown(row, difference(old, row.text)) for row, old in zip(rows, olds, strict=True)][:EDITIONS],
        "members": team.body.members_on().order_by("pk") if team else [],
        "tasks": tasks_of(team.body)[:EDITIONS] if team else [],
    }
