"""Which card of the library is the report that is awaited: one in force, linked to the indicator after the period was over."""

from django.db.models import Q

from casework import workdays
from casework.cards import KnownCard, LinkedCards
from casework.rooms import announcements
from journal.record import key
from monitoring.reporting.models import AwaitedReport

KIND = "report"


def answer_to(report: AwaitedReport) -> KnownCard | None:
    """The first such card that is not the report of another period: an older one that is still awaited comes before."""
    since, others = workdays.end_of(report.period.last), AwaitedReport.objects.filter(indicator=report.indicator)
    taken = set(others.exclude(card="").values_list("card", flat=True))
    known = [
        card
        for shelf in announcements("linked_cards", LinkedCards)
        for card in shelf.rows(KIND, key(report.indicator), since)
        if card.key not in taken
    ]
    before = Q(year__lt=report.year) | Q(year=report.year, part__lt=report.part)
    older = others.filter(before, ended_at=None).count() if known else 0
    return known[older] if len(known) > older else None


def is_over(report: AwaitedReport) -> bool:
    """Is nobody asked any more: it is there, it will not be, or the indicator is closed?"""
    return report.ended_at is not None or report.indicator.closed_at is not None or answer_to(report) is not None
