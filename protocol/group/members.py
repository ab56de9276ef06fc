"""Who is in the working group of the Protocol today."""

from typing import Any

from committee.models import Body, BodyMember
from protocol.editions.models import ProtocolEdition


def working_group() -> Body | None:
    """The present working group of the Protocol."""
    return Body.objects.at_work(Body.Kind.PROTOCOL_GROUP).order_by("-pk").first()


def co_chairs(body: Body) -> dict[str, BodyMember]:
    """The co-chair of each sector today."""
    rows = body.members_on().filter(role__in=BodyMember.PRESIDING).order_by("pk")
    return {row.sector: row for row in reversed(rows)}


def sits_in_group(person: Any) -> bool:
    """Does the person sit in the working group of the Protocol today?"""
    groups = Body.objects.at_work(Body.Kind.PROTOCOL_GROUP)
    return any(group.is_member(person) for group in groups)


def uses_of(body: Body) -> list[str]:
    """What a body is needed for here, in words (Russian): an edition that is still worked on has its group."""
    status = ProtocolEdition.Status
    over = (status.OPEN_FOR_SIGNATURE, status.IN_FORCE, status.SUPERSEDED, status.LAPSED, status.ARCHIVED)
    rows = ProtocolEdition.objects.filter(group=body).exclude(status__in=over)
    return [f"не закончена: {edition}" for edition in rows]
