"""What concerns a district: its proposals, the contributions to them, the sittings that hear them, what has happened lately."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from casework.gather import gather
from committee.models import AgendaLine, Meeting
from journal.models import Entry
from journal.record import key
from negotiations.contributions.models import Contribution
from negotiations.proposals.models import Proposal
from programme.access import Visitor
from programme.lists import catalogue

PAGE, NEWS = 25, 40


@dataclass
class DistrictPage:
    """The three lists of a district."""

    proposals: "QuerySet[Proposal]"
    contributions: "QuerySet[Contribution]"
    meetings: "QuerySet[Meeting]"


def counted() -> list[tuple[str, str, int]]:
    """(code, name, number of registered proposals) of every district; of those that have ended, if there are any proposals."""
    rows = catalogue.rows("districts")
    numbers = {f"in_{row['code']}": Count("pk", filter=Q(districts__contains=[row["code"]])) for row in rows}
    totals = Proposal.objects.public().aggregate(**numbers)
    counts = [(row["code"], row["title"], totals[f"in_{row['code']}"], row["ended"]) for row in rows]
    return [(code, title, number) for code, title, number, is_ended in counts if number or not is_ended]


def of_district(code: str) -> "QuerySet[Proposal]":
    """Registered proposals about a district, the newest first."""
    rows = Proposal.objects.public().filter(districts__contains=[code])
    return rows.select_related("organization").order_by("-submitted_at", "-pk")


def about(code: str, person: Visitor) -> DistrictPage:
    """What the page shows, read in one journey to the database."""
    proposals = of_district(code)
    heard = AgendaLine.objects.filter(item__in=proposals.order_by().values("agenda_item"))
    gifts = Contribution.objects.standing().filter(case__proposal__in=proposals.order_by().values("pk"))
    meetings = (
        Meeting.objects.visible_to(person).filter(pk__in=heard.values("meeting")).select_related("body", "minutes")
    )
    shown = DistrictPage(
        proposals[:PAGE],
        gifts.select_related("party__organization", "recipient__organization", "case__proposal").order_by("-pk")[:PAGE],
        meetings.order_by("-scheduled_at", "-pk")[:PAGE],
    )
    gather(shown.proposals, shown.contributions, shown.meetings)
    return shown


def news(code: str) -> list[tuple[Any, Proposal]]:
    """(entry, proposal): the latest changes of status, as the public reads them on the proposals' own pages."""
    known = {key(proposal): proposal for proposal in of_district(code)[:200]}
    moves = Entry.objects.filter(subject__in=known).exclude(after="").exclude(verb="create").order_by("-id")
    return [(entry, known[entry.subject]) for entry in moves[:NEWS]]
