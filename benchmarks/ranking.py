"""M5: ten thousand projects of three experts ranked by the scores their cases keep, beside SQL over the totals and over the marks themselves.

And the choice of a scenario among as many: a pass score by what is asked and a budget, beside sums over arrays.
"""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy
from django.db import connection
from django.utils import timezone

from benchmarks.clockwork import Engine, Line, compare, extent, race
from documents.models import Document
from expertise.models import Expert
from expertise.ranking.gathering import Scope
from expertise.scenarios.choice import Candidate, Terms, choose
from programme.models import CriteriaSet, Criterion, Organization, Regulation
from programme.people import actions as people

PROJECTS = extent(10_000, 20)
TABLES = ("expertise_expertise", "expertise_expertassignment", "expertise_scoresheet", "expertise_criterionscore")
EXPERTISES = """INSERT INTO expertise_expertise (kind, purpose, series, object_title, object_url, applicant_id, materials_id, version_hash,
    requested_sum, area, is_repeat, regulation_id, professional_criteria_id, public_criteria_id, threshold, status, requested_at, limit_at, refusal,
    meeting_place, outcome, blind_until, true_title)
    SELECT 'full', '', '', 'Проект ' || n, '/proposals/' || n || '/', %(applicant)s, %(materials)s, 'a', 1, 'social', false,
    %(regulation)s, %(criteria)s, %(criteria)s,
    60, 'published', now(), now(), '', '', '', '', '' FROM generate_series(1, %(projects)s) n"""
ASSIGNMENTS = """INSERT INTO expertise_expertassignment (expertise_id, expert_id, is_additional, status, proposed_at, remark, taken_back)
    SELECT e.id, x.id, false, 'final', now(), '', 0 FROM expertise_expertise e, expertise_expert x"""
SHEETS = """INSERT INTO expertise_scoresheet (assignment_id, edition, conclusion, recommendation, total, submitted_at, is_private)
    SELECT id, 1, 'Вывод', 'recommend', 0, now(), false FROM expertise_expertassignment"""
SCORES = """INSERT INTO expertise_criterionscore (sheet_id, criterion_id, value, ground, is_private)
    SELECT s.id, c.id, abs(hashint8(s.id * 31 + c.id)) %% 11, 'Основание', false FROM expertise_scoresheet s, programme_criterion c
    WHERE c.set_id = %(criteria)s"""
TOTALS = """UPDATE expertise_scoresheet s SET total = t.total FROM (SELECT m.sheet_id, sum(c.weight * m.value) AS total
    FROM expertise_criterionscore m JOIN programme_criterion c ON c.id = m.criterion_id GROUP BY m.sheet_id) t WHERE t.sheet_id = s.id"""
KEPT = """UPDATE expertise_expertise e SET score = m.score, outcome = 'recommend', concluded_at = now(), published_at = now()
    FROM (SELECT a.expertise_id, round(avg(s.total), 2) AS score FROM expertise_scoresheet s
    JOIN expertise_expertassignment a ON a.id = s.assignment_id GROUP BY a.expertise_id) m WHERE m.expertise_id = e.id"""
FROM_TOTALS = """SELECT a.expertise_id, avg(s.total), rank() OVER (ORDER BY avg(s.total) DESC)
    FROM expertise_scoresheet s JOIN expertise_expertassignment a ON a.id = s.assignment_id GROUP BY a.expertise_id"""
FROM_MARKS = """SELECT a.expertise_id, sum(c.weight * m.value) / count(DISTINCT s.id),
    rank() OVER (ORDER BY sum(c.weight * m.value) / count(DISTINCT s.id) DESC)
    FROM expertise_criterionscore m JOIN programme_criterion c ON c.id = m.criterion_id JOIN expertise_scoresheet s ON s.id = m.sheet_id
    JOIN expertise_expertassignment a ON a.id = s.assignment_id GROUP BY a.expertise_id"""


def measure(full: bool) -> list[Line]:
    """The same places three ways; they must agree."""
    criteria = _fill()
    known = {pk: mean.quantize(Decimal("0.01"), ROUND_HALF_UP) for pk, mean, _ in _rows(FROM_MARKS)}
    ours = [known.pop(pk) for pk in _standing(criteria)]
    assert not known and ours == sorted(ours, reverse=True)
    engines: dict[str, Engine] = {
        "мы": lambda times: [_standing(criteria) for _ in range(times)],
        "SQL по итогам листов": lambda times: [_rows(FROM_TOTALS) for _ in range(times)],
        "SQL по оценкам критериев": lambda times: [_rows(FROM_MARKS) for _ in range(times)],
    }
    target = {"SQL по итогам листов": "≤ 30 мс"}
    places = compare("M5 места 10 000 проектов", race(engines, block=2), ours="мы", target=target)
    return [*places, *_choosing()]


def _choosing() -> list[Line]:
    """Who would be supported, both ways; they must agree."""
    lot = random.Random(5)
    rows = sorted(
        (Candidate(n, "social", Decimal(lot.randint(1, 12_000_000)), Decimal(lot.randint(0, 10_000)) / 100) for n in range(PROJECTS)),
        key=lambda row: -row.score,
    )  # fmt: skip
    steps = tuple(
        (Decimal(limit) if limit else None, Decimal(score))
        for limit, score in ((500_000, 60), (3_000_000, 65), (10_000_000, 68), (0, 70))
    )
    terms = Terms(steps, sum((row.asked for row in rows), Decimal(0)) / 5, goes_on=False)
    asked, scores = (numpy.array([float(getattr(row, name)) for row in rows]) for name in ("asked", "score"))
    assert choose(rows, terms).taken == [rows[n].pk for n in _by_arrays(asked, scores, terms)]
    engines: dict[str, Engine] = {
        "мы": lambda times: [choose(rows, terms) for _ in range(times)],
        "numpy": lambda times: [_by_arrays(asked, scores, terms) for _ in range(times)],
    }
    return compare("M5 сценарий отбора из 10 000", race(engines, block=2), ours="мы", target={"numpy": "≤ 30 мс"})


def _by_arrays(asked: Any, scores: Any, terms: Terms) -> Any:
    """Those above their pass score, until the money runs out; says nothing of why somebody is not among them."""
    limits = [float(limit) for limit, _ in terms.steps if limit is not None]
    least = numpy.array([float(score) for _, score in terms.steps])[numpy.searchsorted(limits, asked)]
    above = numpy.flatnonzero(scores >= least)
    spent = numpy.cumsum(asked[above])
    return above[: int(numpy.searchsorted(spent, float(terms.budget or 0), side="right"))]


def _standing(criteria: str) -> list[int]:
    """As the page of the ranking asks it; that the scores kept are those of the sheets is a promise counted again every night."""
    return Scope(criteria, timezone.localdate().year).standing


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _fill() -> str:
    """Ten criteria for each of three experts; what guards single rows is off while they are poured in. Returns the set of criteria."""
    for number in range(3):
        person = people.enroll(
            email=f"expert{number}@bench.example", last_name="Мерова", first_name="Анна", middle_name=""
        )
        facts = {"track": "professional", "field": "поле", "position": "должность", "ground": "опыт"}
        Expert.objects.create(
            person=person, areas=["social"], admitted_from=date(2026, 1, 1), admitted_until=date(2029, 1, 1), **facts
        )
    criteria = _criteria()
    facts = {
        "applicant": Organization.objects.create(
            full_name="ТОС", short_name="ТОС", sector="community", legal_form="ТОС", address="г."
        ).pk,
        "materials": _materials().pk,
        "regulation": Regulation.in_force().pk,
        "criteria": criteria.pk,
        "projects": PROJECTS,
    }
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (EXPERTISES, ASSIGNMENTS, SHEETS, SCORES, TOTALS, KEPT):
            cursor.execute(statement, facts)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    return criteria.code


def _criteria() -> CriteriaSet:
    """A set of ten criteria that migrations bring."""
    return next(one for one in CriteriaSet.objects.order_by("pk") if Criterion.objects.filter(set=one).count() == 10)


def _materials() -> Document:
    return Document.objects.create(
        kind="receipt", register="applications", year=2026, n=1, number="З-1", date=date(2026, 9, 1), title="Заявка", template="t.html",
        template_hash="0" * 64, snapshot={}, snapshot_hash="1" * 64, code="BENCHMARK0000001", reserved_at=timezone.now(),
    )  # fmt: skip
