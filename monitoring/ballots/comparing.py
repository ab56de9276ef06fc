"""Two waves of a survey beside each other (programme 8.6: «изменилось» — when the intervals do not meet). Pure."""

from dataclasses import dataclass
from typing import Any

from monitoring.ballots.weighing import are_apart


@dataclass(frozen=True)
class Change:
    """An answer then and now, in tenths of a percent, or a mean in hundredths; `way`: 1, −1, or 0 where nothing can be said."""

    label: str
    before: int
    after: int
    way: int


def changes(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, list[Change]]:
    """{code of the question: its answers in both waves}; a question that was asked in other words is not compared."""
    before = {question["code"]: question for question in earlier["questions"]}
    compared = {}
    for now in later["questions"]:
        then = before.get(now["code"])
        if then and (then["text"], then["kind"]) == (now["text"], now["kind"]):
            compared[now["code"]] = _mean(then, now) + _rows(then, now)
    return {code: rows for code, rows in compared.items() if rows}


def _mean(then: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    if not (then["number"] and now["number"]):
        return []
    return [_change("Среднее", then["number"], now["number"], "mean")]


def _rows(then: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    known = {(row["code"], row["label"]): row for row in then["rows"]}
    pairs = [(known[row["code"], row["label"]], row) for row in now["rows"] if (row["code"], row["label"]) in known]
    return [_change(row["label"], old, row, "share") for old, row in pairs]


def _change(label: str, then: dict[str, Any], now: dict[str, Any], what: str) -> Change:
    apart = are_apart((then["low"], then["high"]), (now["low"], now["high"]))
    return Change(label, then[what], now[what], (1 if now[what] > then[what] else -1) if apart else 0)
