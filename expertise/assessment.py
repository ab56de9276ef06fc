"""From the rows of an expertise to the formula: which sheets count, under which names, by which rules."""

from collections.abc import Iterable

from expertise import formula
from expertise.formula import Result, Rules, Sheet, Track
from expertise.models import Expertise, ScoreSheet


def rules_of(expertise: Expertise) -> Rules:
    """The numbers of the pinned regulation."""
    value = expertise.regulation.value
    return Rules(
        professional_weight=value("expertise.weights.professional"),
        public_weight=value("expertise.weights.public"),
        deviation=value("expertise.deviation.professional"),
        public_deviation=value("expertise.deviation.public"),
        criterion_deviation=value("expertise.deviation.criterion"),
        threshold=expertise.threshold,
        rework_from=value("expertise.rework_from"),
        blocking_zeroes=value("expertise.blocking_zeroes"),
    )


def sheets_of(expertise: Expertise) -> list[ScoreSheet]:
    """The sheets that count, professional track first, in the order of pseudonyms."""
    rows = ScoreSheet.objects.counting().filter(assignment__expertise=expertise)
    found = list(rows.select_related("assignment__expert__person").prefetch_related("scores__criterion"))
    return sorted(found, key=lambda sheet: (sheet.assignment.expert.track, sheet.assignment.number))


def assess(expertise: Expertise) -> Result:
    """The reckoning of an expertise whose sheets are final."""
    return formula.weigh(list(_sheets(sheets_of(expertise))), rules_of(expertise))


def _sheets(rows: Iterable[ScoreSheet]) -> Iterable[Sheet]:
    for row in rows:
        yield Sheet(row.assignment.pseudonym, Track(row.assignment.expert.track), row.marks)


def needs_additional(expertise: Expertise) -> bool:
    """Do two professional totals differ by more than 20, and may another expert still be asked (3.2)?"""
    most = expertise.regulation.value("expertise.additional_experts_max")
    asked = expertise.assignments.counted().filter(is_additional=True).count()
    return asked < most and assess(expertise).needs_additional
