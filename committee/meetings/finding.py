"""Which sittings a text of the search in the header names besides by their body, place and number."""

from typing import Any

from django.db.models import Q, QuerySet

from casework import searching
from committee.agenda.models import AgendaLine
from committee.meetings.models import Meeting
from programme.access import Visitor


def by_agenda(rows: "QuerySet[Meeting]", text: str, person: Visitor) -> Q:
    """Published sittings that have considered a question in whose title every word of the text stands."""
    lines: QuerySet[Any] = AgendaLine.objects.annotate(known_by=searching.vector("item__title"))
    questions = searching.words(text)
    for question in questions:
        lines = lines.filter(known_by=question)
    return Q(status=Meeting.Status.PUBLISHED, pk__in=lines.values("meeting")) if questions else Q()
