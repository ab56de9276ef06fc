"""The parts of an index: how they are written, what is wrong with them, how they add up. An index is a weighted mean of scores 0–100."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from monitoring.indicators.models import Indicator

LINE = re.compile(r"([A-Z][A-Z0-9]{1,11})[ \t:—-]+(\d{1,3})")
WHOLE = Decimal(100)
SCORES = "0–100"


def read(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """([{code, weight}], what could not be read)."""
    rows, faults = [], []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if match := LINE.fullmatch(line):
            rows.append({"code": match[1], "weight": int(match[2])})
        else:
            faults.append(f"Не удалось прочесть строку «{line}»: напишите код и вес, например «IMG1 40».")
    return rows, faults


def faults(rows: list[dict[str, Any]], period: str, scopes: list[str]) -> list[str]:
    """What stands in the way of counting it (Russian)."""
    known = {row.code: row for row in Indicator.objects.filter(code__in=[row["code"] for row in rows])}
    problems = [f"Показателя {row['code']} нет." for row in rows if row["code"] not in known]
    problems += [f"{row.code} измеряют не в баллах {SCORES}." for row in known.values() if SCORES not in row.unit]
    problems += [f"{row.code} — сам составной." for row in known.values() if row.is_index]
    problems += [f"У {row.code} другой период." for row in known.values() if row.period != period]
    problems += [
        f"У {row.code} нет значений: {scope}." for row in known.values() for scope in scopes if scope not in row.scopes
    ]
    if len(rows) < 2 or len({row["code"] for row in rows}) < len(rows):
        problems.append("Составляющих не меньше двух, и каждая названа один раз.")
    if sum(row["weight"] for row in rows) != WHOLE or any(row["weight"] == 0 for row in rows):
        problems.append("Веса больше нуля и в сумме дают 100.")
    return problems


@dataclass(frozen=True)
class Figure:
    """A number with its interval, if it has one."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


def total(weights: list[dict[str, Any]], figures: Mapping[str, Figure]) -> Figure | None:
    """The weighted mean; its interval from independent parts: half of it is √Σ(w·h)². None while a part is missing."""
    if any(row["code"] not in figures for row in weights):
        return None
    shares = [(Decimal(row["weight"]) / WHOLE, figures[row["code"]]) for row in weights]
    mean = sum((share * figure.value for share, figure in shares), Decimal(0))
    if any(figure.low is None or figure.high is None for _, figure in shares):
        return Figure(mean)
    below = sum(
        ((share * (figure.value - figure.low)) ** 2 for share, figure in shares if figure.low is not None), Decimal(0)
    ).sqrt()
    above = sum(
        ((share * (figure.high - figure.value)) ** 2 for share, figure in shares if figure.high is not None), Decimal(0)
    ).sqrt()
    return Figure(mean, mean - below, mean + above)
