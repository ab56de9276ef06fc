"""Recusals as the public reads them: members of a body are known by their office; their own words and namesakes stay inside."""

from django.db.models import QuerySet

from committee.agenda.lines import Recusal
from committee.bodies.models import Body
from committee.meetings.models import Meeting

SHOWN = 100


def recusals() -> QuerySet[Recusal]:
    """Recusals at sittings whose results are published, newest first, with what a row shows.

    `member.person` is public by office; `ground` is public of a recusal by a tie only (`kind == "tie"`): it names an organisation
    and a post, nothing else.
    """
    rows = Recusal.objects.filter(line__meeting__status=Meeting.Status.PUBLISHED)
    return rows.select_related("member__person", "member__body", "item", "line__meeting").order_by("-pk")


def recusals_of(body: Body) -> list[Recusal]:
    """The latest of one body."""
    return list(recusals().filter(item__body=body)[:SHOWN])
