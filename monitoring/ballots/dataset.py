"""The data set of a published wave: what its tables say, row by row, for machines (programme 8.6). Pure.

Not the forms themselves: a row of it is always of several people.
"""

from collections.abc import Iterator
from typing import Any

HEAD = ("вопрос", "текст", "разрез", "группа", "ответ", "ответили", "доля, %", "от, %", "до, %")


def rows(results: dict[str, Any]) -> Iterator[list[Any]]:
    """The lines under the head; of a wave with too few answers, their number only."""
    yield ["", "Всего ответов", "", "", "", results["n"], "", "", ""]
    for question in results["questions"]:
        start = [question["code"], question["text"]]
        yield from _lines(start, "все", "", question["rows"])
        if number := question["number"]:
            yield [
                *start,
                "все",
                "",
                "среднее",
                number["n"],
                *(hundredths(number[name]) for name in ("mean", "low", "high")),
            ]
            yield [*start, "все", "", "медиана", number["n"], hundredths(number["median"]), "", ""]
        for breakdown in question["groups"]:
            for group in breakdown["rows"]:
                yield from _lines(start, breakdown["title"].lower(), group["label"], group["rows"])


def _lines(start: list[Any], axis: str, group: str, answers: list[dict[str, Any]]) -> Iterator[list[Any]]:
    for row in answers:
        yield [*start, axis, group, row["label"], row["n"], *(tenths(row[name]) for name in ("share", "low", "high"))]


def tenths(number: int) -> str:
    """Tenths of a percent as people write them."""
    return f"{number // 10},{number % 10}"


def hundredths(number: int) -> str:
    """Hundredths as people write them."""
    return f"{'-' if number < 0 else ''}{abs(number) // 100},{abs(number) % 100:02d}"
