"""What stands on the page of a direction besides its text and its projects: practices that came of them, and what is new with them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journal.models import Entry
from journal.record import key
from library.models import Card, CardLink
from negotiations.models import Proposal

MOST = 10
STATES = dict(Proposal.Status.choices)


@dataclass(frozen=True)
class News:
    """What became of a project of the direction."""

    at: datetime
    title: str
    words: str
    url: str


def of_direction(code: str) -> dict[str, Any]:
    """Its precedents in force, and the last moves of its projects that everybody may know of."""
    projects = {key(row): row for row in Proposal.objects.public().filter(direction=code).order_by("-pk")[:500]}
    linked = CardLink.objects.filter(to_key__in=projects).values("card")
    practices = Card.objects.filter(kind__code="precedent", status=Card.Status.IN_FORCE, pk__in=linked)
    since = {name: row.submitted_at for name, row in projects.items()}
    entries = (
        Entry.objects.filter(subject__in=projects, after__in=STATES).exclude(after="draft").order_by("-pk")[: MOST * 3]
    )
    news = [
        News(entry.at, str(projects[entry.subject]), STATES[entry.after], projects[entry.subject].get_absolute_url())
        for entry in entries
        if entry.after != entry.before and (moment := since[entry.subject]) and entry.at >= moment
    ]
    return {"practices": practices.select_related("kind", "organization")[:MOST], "news": news[:MOST]}
