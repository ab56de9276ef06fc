"""Papers that are shut to whoever takes no part: at their making, and whenever a tie comes to be known."""

from typing import Any

from django.db.models import QuerySet

from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.decisions.models import Decision
from committee.meetings.models import Meeting
from committee.recusals import standing
from committee.roles import AT_SITTINGS
from programme.access import Visitor, holds, tied_to


def keys(meeting: Meeting, *lines: AgendaLine) -> list[str]:
    """The keys of members who take no part in these items, all of the sitting unless said which: the paper is closed to them."""
    known = standing.Standing(meeting, lines) if lines else standing.of_meeting(meeting)
    items = [line.item_id for line in known.lines]
    people = {person for item, person in known.recused}
    people |= {
        member.person_id for member in known.members if any(known.is_out(item, member.person_id) for item in items)
    }
    return [f"person:{person}" for person in sorted(people)]


def closed_papers(user: Visitor) -> list[QuerySet[Any]]:
    """Numbers of papers about items the reader takes no part in: no office opens them (`closed_papers` of an AppConfig)."""
    if not tied_to(user) and not holds(user, *AT_SITTINGS):
        return []
    items = AgendaItem.objects.closed_to(user).values("pk")
    lines = AgendaLine.objects.filter(item__in=items)
    return [
        AgendaItem.materials.through.objects.filter(agendaitem__in=items).values("document"),
        lines.exclude(extract=None).values("extract"),
        Meeting.objects.filter(pk__in=lines.values("meeting")).exclude(minutes=None).values("minutes"),
        Decision.objects.filter(item__in=items).exclude(document=None).values("document"),
        Decision.objects.filter(item__in=items).exclude(act_request=None).values("act_request"),
    ]
