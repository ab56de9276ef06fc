"""M12: the report of a survey of ten thousand answers: ours, beside reading the same answers, and beside counting one question in SQL."""

import json
import random
from typing import Any

from django.db import connection

from benchmarks.clockwork import Engine, Line, compare, extent, race
from monitoring.ballots import counting
from monitoring.ballots.strata import AGES
from monitoring.ballots.tables import Given, Limits, tables
from programme.lists import catalogue
from programme.models import Regulation

ANSWERS = extent(10_000, 60)
ONE_QUESTION = """SELECT district, answers ->> 'q0', count(*) FROM (
    SELECT * FROM jsonb_to_recordset(%s::jsonb) AS t(district text, age text, answers jsonb)) t GROUP BY 1, 2"""
FORM: list[dict[str, Any]] = [
    *({"code": f"q{n}", "kind": "single", "text": f"Вопрос {n}", "low": "", "high": "",
       "options": [{"code": str(k), "label": f"Ответ {k}"} for k in range(1, 5)]} for n in range(6)),
    *({"code": f"q{n}", "kind": "several", "text": f"Вопрос {n}", "low": "", "high": "",
       "options": [{"code": str(k), "label": f"Ответ {k}"} for k in range(1, 7)]} for n in range(6, 8)),
    {"code": "q8", "kind": "scale", "text": "Вопрос 8", "low": "нет", "high": "да", "options": []},
    {"code": "q9", "kind": "number", "text": "Вопрос 9", "low": "", "high": "", "options": []},
]  # fmt: skip


def measure(full: bool) -> list[Line]:
    """Ten questions, three breakdowns, weights by district and age."""
    districts, given = [code for code, _ in catalogue.choices("districts")], _given()
    population = {(district, age): 1000 + 37 * n for n, district in enumerate(districts) for age, _ in AGES}
    limits, axes = Limits.of(Regulation.in_force()), counting.axes()
    assert tables(FORM, given, axes, population, limits)["n"] == len(given)
    text = json.dumps([{"district": row.district, "age": row.age, "answers": dict(row.answers)} for row in given])
    engines: dict[str, Engine] = {
        "мы": lambda times: [tables(FORM, given, axes, population, limits) for _ in range(times)],
        "один вопрос в SQL": lambda times: [_count(text) for _ in range(times)],
    }
    target = {"один вопрос в SQL": "≤ 2 с"}
    return compare(
        f"M12 отчёт об опросе, {ANSWERS} ответов", race(engines, block=1, rounds=3), ours="мы", target=target
    )


def _count(text: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(ONE_QUESTION, [text])
        return len(cursor.fetchall())


def _given() -> list[Given]:
    draw = random.Random(12)
    districts = [code for code, _ in catalogue.choices("districts")]
    return [
        Given(
            draw.choice(districts), draw.choice(AGES)[0], draw.choice("fm"),
            {
                **{f"q{n}": str(draw.randint(1, 4)) for n in range(6)},
                **{f"q{n}": [str(k) for k in draw.sample(range(1, 7), 2)] for n in (6, 7)},
                "q8": str(draw.randint(1, 5)), "q9": str(draw.randint(5, 90)),
            },
            {},
        )
        for _ in range(ANSWERS)
    ]  # fmt: skip
