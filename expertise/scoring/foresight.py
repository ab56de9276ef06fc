"""What other rules or other weights would have said of the published expertises: their real sheets, reckoned anew."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from casework import formats
from expertise.expertises.models import Expertise
from expertise.scoring import formula
from expertise.scoring.assessment import rules_under
from expertise.scoring.models import ScoreSheet
from expertise.scoring.sheets import Mark, Sheet, Track
from programme.models import Regulation
from programme.regulations.effects import Effect

MOST = 200  # expertises that are reckoned anew, the latest
SHOWN = 20  # of those that would end otherwise
NUMBERS = ("weights", "deviation", "thresholds", "rework_from", "blocking_zeroes")
Sheets = dict[int, list[Sheet]]


def foresee(old: Regulation, new: Regulation) -> list[Effect]:
    """How published expertises would have ended under the numbers of each version."""
    if all(old.value(f"expertise.{name}") == new.value(f"expertise.{name}") for name in NUMBERS):
        return []
    rows, sheets = _published()
    ends = [(row, _end(row, sheets[row.pk], old), _end(row, sheets[row.pk], new)) for row in rows if sheets.get(row.pk)]
    return [_effect("Вывод прошлых экспертиз при новых числах", ends)]


def foresee_criteria(code: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Effect]:
    """How published expertises by this set would have ended with the new weights; only while the criteria are the same."""
    if {row["title"] for row in old} != {row["title"] for row in new}:
        words = (
            "Критерии другие: прошлые оценки на них не перенести. Сравнить можно было бы только веса и стоп-критерии."
        )
        return [Effect("Вывод прошлых экспертиз", words)]
    rows, sheets = _published(code)
    before, after = ({row["title"]: row for row in side} for side in (old, new))
    rules = Regulation.in_force()
    ends = [
        (row, _end(row, _weighed(sheets[row.pk], before), rules), _end(row, _weighed(sheets[row.pk], after), rules))
        for row in rows
        if sheets.get(row.pk)
    ]
    return [_effect("Вывод прошлых экспертиз при новых весах", ends)]


def _published(code: str = "") -> tuple[list[Expertise], Sheets]:
    """The latest published expertises (by a set, if told), and their sheets."""
    published = Expertise.objects.filter(kind=Expertise.Kind.FULL, status__in=Expertise.SHOWN)
    if code:
        published = published.filter(professional_criteria__code=code) | published.filter(public_criteria__code=code)
    rows = list(published.select_related("regulation", "conclusion").defer("conclusion__snapshot")[:MOST])
    known = ScoreSheet.objects.counting().filter(assignment__expertise__in=rows)
    sheets: Sheets = defaultdict(list)
    for sheet in known.select_related("assignment__expert").prefetch_related("scores__criterion"):
        assignment = sheet.assignment
        sheets[assignment.expertise_id].append(Sheet(assignment.pseudonym, Track(assignment.expert.track), sheet.marks))
    return rows, sheets


def _end(row: Expertise, sheets: list[Sheet], regulation: Regulation) -> tuple[Decimal, str]:
    """(score, outcome) of an expertise under a version."""
    result = formula.weigh(sheets, rules_under(regulation, regulation.threshold_for(row.requested_sum)))
    return result.score, str(Expertise.Outcome(result.outcome.value).label)


def _weighed(sheets: list[Sheet], rows: dict[str, dict[str, Any]]) -> list[Sheet]:
    """The sheets with other weights; a criterion of another set keeps its own."""
    return [replace(sheet, marks=tuple(_mark(mark, rows.get(mark.title)) for mark in sheet.marks)) for sheet in sheets]


def _mark(mark: Mark, row: dict[str, Any] | None) -> Mark:
    return (
        mark
        if row is None
        else replace(mark, weight=Decimal(row["weight"]), is_blocking=row["is_blocking"], least=row.get("least"))
    )


def _effect(title: str, ends: list[tuple[Expertise, tuple[Decimal, str], tuple[Decimal, str]]]) -> Effect:
    if not ends:
        return Effect(title, "Опубликованных экспертиз ещё нет: пересчитывать нечего.")
    other = [(row, was, now) for row, was, now in ends if was[1] != now[1]]
    words = (
        f"Пересчитано {formats.counted(len(ends), 'экспертиза,экспертизы,экспертиз')}; "
        f"другой вывод был бы у {len(other)}. Принятых заключений это не меняет."
    )
    return Effect(title, words, tuple(_line(*end) for end in other[:SHOWN]))


def _line(row: Expertise, was: tuple[Decimal, str], now: tuple[Decimal, str]) -> str:
    number = f"№ {row.conclusion.number}" if row.conclusion else ""
    sides = " → ".join(f"{outcome} ({formats.score(score)})" for score, outcome in (was, now))
    return f"«{row.object_title}» {number}: {sides}"
