"""The forty proposals of one call, written out of eight ideas and five places: always the same."""

from decimal import Decimal
from functools import cache
from typing import Any

from expertise.scoring.formula import professional_mean
from expertise.scoring.reckonings import plain
from portal.demo.words import read

PREFIX = "CAL"
SMALL, LARGE = (
    540_000,
    6_600_000,
)  # budgets: of the large ones the city is asked for more than 3 млн, so three professionals read them
WIDE = ("sport", "youth")  # areas whose ideas cost so much
WEIGHTS = (Decimal("0.6"), Decimal("0.4"))  # of the tracks, by the regulation of the demo
FIRST_LARGE = 8  # where the large ones begin, counted from the top: there the ways of counting differ


@cache
def rows() -> list[dict[str, Any]]:
    """Title, applicant, place in the programme and budget of each, as `city.json` has them of the others."""
    written = read("call.toml")
    pairs = [(idea, place) for place in written["places"] for idea in written["ideas"]]
    return [_row(number, idea, place) for number, (idea, place) in enumerate(pairs, 1)]


def _row(number: int, idea: dict[str, Any], place: list[str]) -> dict[str, Any]:
    budget = LARGE if idea["area"] in WIDE else SMALL + 10_000 * (number % 7)
    return {
        "code": f"{PREFIX}{number:02d}", "cluster": "SS", "direction": idea["direction"], "level": "sectoral", "area": idea["area"],
        "org": idea["org"], "title": f"{idea['title']}: {place[0]}", "budget_total": budget, "requested_city": budget // 2,
        "what": idea["what"], "place": place[1], "district": place[2],
    }  # fmt: skip


@cache
def texts(code: str) -> dict[str, Any]:
    """What stands in the application, and what its readers notice."""
    row, written = next(row for row in rows() if row["code"] == code), read("call.toml")
    own = row["budget_total"] * 22 // 100
    return {
        **{name: text.format(**row) for name, text in written["texts"].items()},
        "facts": {name: text.format(**row) for name, text in written["facts"].items()},
        "districts": [row["district"]],
        "files": [],
        "budget": [
            ["Подготовка места и оборудование", "city", row["requested_city"]],
            ["Работа ведущих и координатора", "own", own],
            ["Помещение, электричество, педагоги", "partner", row["budget_total"] - row["requested_city"] - own],
        ],
    }


def totals(code: str) -> tuple[list[int], list[int]]:
    """What the professional and the public experts come to.

    Of three professionals the middle one is a little nearer to one of the others: the regulation takes their side, the median nobody's.
    """
    place = _standing().index(code)
    level = 86 - 3 * place // 4
    public = [level + 1, level - 3]
    if not _is_large(code):
        return [level + 2, level - 2], public
    return [level + 9, level + (1 if place % 2 else -1), level - 9], public


def status(code: str) -> str:
    """Where the conclusion leaves a proposal (its score against the threshold of its sum)."""
    professional, public = totals(code)
    means = (professional_mean([Decimal(total) for total in professional]), plain([Decimal(total) for total in public]))
    score = sum(weight * mean.total / mean.count for weight, mean in zip(WEIGHTS, means, strict=True))
    return "recommended" if score >= (68 if _is_large(code) else 60) else "rework"


@cache
def _standing() -> list[str]:
    """All of them as the call ends, the best first."""
    large = [row["code"] for row in rows() if _is_large(row["code"])]
    small = [row["code"] for row in rows() if not _is_large(row["code"])]
    return [*small[:FIRST_LARGE], *large, *small[FIRST_LARGE:]]


def _is_large(code: str) -> bool:
    return bool(rows()[int(code[3:]) - 1]["budget_total"] == LARGE)
