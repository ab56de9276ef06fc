"""Who leads the talks of a platform and how much each has in hand, here and over the city (table of systems, row 31)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from negotiations.platforms.models import NegotiationPlatform
from negotiations.talks.models import Negotiation


@dataclass(frozen=True)
class Load:
    """A moderator with talks that are not over: the name everybody reads at public talks, and two numbers."""

    name: str
    here: int
    everywhere: int


def loads(platform: NegotiationPlatform) -> list[Load]:
    """The moderators of the platform, whoever has most first."""
    own = Negotiation.objects.filter(platform=platform, ended_at=None, moderator__isnull=False)
    names: dict[int | None, Any] = {row.moderator_id: row.moderator for row in own.select_related("moderator")}
    rows = (
        Negotiation.objects.filter(moderator__in=names, ended_at=None)
        .order_by()
        .values("moderator")
        .annotate(here=Count("pk", filter=Q(platform=platform)), everywhere=Count("pk"))
    )
    counted = [Load(names[row["moderator"]].short_name, row["here"], row["everywhere"]) for row in rows]
    return sorted(counted, key=lambda row: (-row.here, row.name))
