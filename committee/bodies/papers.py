"""The order on the composition of a body as data: a snapshot made of facts."""

from typing import Any

from casework import workdays
from committee.bodies.models import Body
from committee.bodies.strength import strength
from documents.models import Document
from programme.models import Sector


def composition(body: Body, preamble: str, earlier: Document | None = None) -> dict[str, Any]:
    """Who is in the body today: chair, deputies and secretary first, then the members by sector; the order that it takes the place of."""
    today = workdays.local_date()
    members = sorted(body.members_on(today), key=lambda member: member.standing)
    return {
        "body": body.title,
        "body_genitive": body.title_genitive,
        "act": body.act,
        "preamble": preamble.splitlines(),
        "day": today,
        "earlier": {"number": earlier.number, "date": earlier.date} if earlier else None,
        "members": [
            {
                "name": member.person.get_full_name(),
                "title": member.title,
                "position": member.position,
                "sector": str(Sector(member.sector).label),
                "ground": member.ground,
                "until": member.valid_to,
            }
            for member in members
        ],
        "strength": strength(body, members).words,
    }
