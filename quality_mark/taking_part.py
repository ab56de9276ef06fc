"""Who took part in what a body decided: they do not judge the appeal against it (регламент 3.0 «Апелляция»)."""

from committee.models import AgendaItem, Ballot
from documents.models import SignatureRequest


def in_deciding(item: AgendaItem | None) -> set[int]:
    """Primary keys of whoever stood on the roll of the votes on an item, presided, signed its papers, or put it."""
    if item is None:
        return set()
    people: set[int | None] = set(
        Ballot.objects.filter(line__item=item).values_list("seats__member__person", flat=True)
    )
    people |= {item.proposed_by_id}
    line = item.line
    if line is not None:
        meeting = line.meeting
        people |= {seat.person_id for seat in (meeting.presiding, meeting.signing_member) if seat}
        papers = [paper.pk for paper in (meeting.minutes, item.paper) if paper]
        people |= set(SignatureRequest.objects.filter(document__in=papers).values_list("person", flat=True))
    return {pk for pk in people if pk}
