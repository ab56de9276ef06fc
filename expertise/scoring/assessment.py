"""From the rows of an expertise to the formulas: which sheets count, under which names, by which rules."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.apps import apps

from expertise.scoring import formula, tally
from expertise.scoring.formula import Result, Rules
from expertise.scoring.matrix import Matrix, matrices, matrix_of_entry
from expertise.scoring.sheets import Sheet, Track
from expertise.scoring.tally import Limits, Tally

if TYPE_CHECKING:
    from expertise.expertises.models import Expertise
    from expertise.scoring.models import ScoreSheet
    from programme.models import Regulation


def rules_of(expertise: "Expertise") -> Rules:
    """The numbers of the pinned regulation, for a full expertise."""
    assert expertise.threshold is not None  # a contest entry has none, and no such rules
    return rules_under(expertise.regulation, expertise.threshold)


def rules_under(regulation: "Regulation", threshold: Decimal) -> Rules:
    """The numbers of a version of the regulation; the threshold depends on what is asked from the city."""
    value = regulation.value
    return Rules(
        professional_weight=value("expertise.weights.professional"),
        public_weight=value("expertise.weights.public"),
        deviation=value("expertise.deviation.professional"),
        public_deviation=value("expertise.deviation.public"),
        criterion_deviation=value("expertise.deviation.criterion"),
        threshold=threshold,
        rework_from=value("expertise.rework_from"),
        blocking_zeroes=value("expertise.blocking_zeroes"),
    )


def sheets_of(expertise: "Expertise") -> list["ScoreSheet"]:
    """The sheets that count, professional track first, in the order of pseudonyms."""
    manager = apps.get_model("expertise.ScoreSheet").objects  # which point at the expertise, which asks this module
    rows = manager.counting().filter(assignment__expertise=expertise)
    sheets = list(rows.select_related("assignment__expert__person").prefetch_related("scores__criterion"))
    return sorted(sheets, key=lambda sheet: (sheet.assignment.expert.track, sheet.assignment.number))


def assess(expertise: "Expertise") -> Result:
    """The reckoning of an expertise whose sheets are final."""
    return formula.weigh(list(as_given(sheets_of(expertise))), rules_of(expertise))


def tally_of(expertise: "Expertise") -> Tally:
    """The reckoning of a light expertise whose sheets are final."""
    return tally.reckon(list(as_given(sheets_of(expertise))), limits_of(expertise))


def limits_of(expertise: "Expertise") -> Limits:
    """The numbers of the pinned regulation, for a light expertise; how many experts there are at least a kind of contests may say."""
    number = expertise.number_of
    return Limits(expertise.experts_min or number("experts_min"), number("range_max"), number("blocking_zeroes"))


def matrices_of(expertise: "Expertise", rows: "Iterable[ScoreSheet]") -> list[Matrix]:
    """Criterion × expert of an expertise whose counting sheets are `rows`: one table, or one of each track."""
    sheets = list(as_given(rows))
    if expertise.is_light:
        limits = limits_of(expertise)
        return [matrix_of_entry(sheets, tally.reckon(sheets, limits), limits)]
    rules = rules_of(expertise)
    return matrices(formula.weigh(sheets, rules), rules)


def as_given(rows: Iterable["ScoreSheet"]) -> Iterable[Sheet]:
    """Sheets as the arithmetic reads them, under the names by which others may know their experts."""
    for row in rows:
        yield Sheet(row.assignment.pseudonym, Track(row.assignment.expert.track), row.marks)


def needs_additional(expertise: "Expertise") -> bool:
    """Do professional totals lie too far apart (3.2: two by more than 20, 3.3: three by more than 25), and may one more expert be asked?"""
    most = expertise.regulation.value("expertise.additional_experts_max")
    asked = expertise.assignments.counted().filter(is_additional=True).count()
    if asked >= most:
        return False
    return tally_of(expertise).needs_another if expertise.is_light else assess(expertise).needs_additional
