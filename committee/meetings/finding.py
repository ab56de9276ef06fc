"""Which sittings a text of the search in the header names besides by their body, place and number."""

from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q, QuerySet

from casework import searching
from committee.agenda.lines import AgendaLine
from committee.meetings.models import Meeting
from programme.access import Visitor


def by_agenda(rows: "QuerySet[Meeting]", text: str, person: Visitor) -> Q:
    """Published sittings that have considered a question in whose title every word of the text stands."""
    questions: list[Any] = searching.words(text)
    if not questions:
        return Q()
    lines = AgendaLine.objects.annotate(known_by=searching.vector("item__title")).filter(
        known_by=reduce(and_, questions)
    )
    return Q(status=Meeting.Status.PUBLISHED, pk__in=lines.values("meeting"))
