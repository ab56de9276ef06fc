"""A row of the table in words, for papers and for the comparison of editions."""

from typing import Any

from execution.measures.models import Measure, MeasureItem
from programme.lists import catalogue

NO_TERM, NO_BODY = "не указан", "не назначен"
COLUMNS = {
    "direction": "Направление",
    "title": "Мероприятие",
    "mechanism": "Механизм реализации",
    "terms": "Срок",
    "bodies": "Ответственные",
    "results": "Результаты",
}


def snapshot(measure: Measure) -> dict[str, Any]:
    """The six columns with the number; lines are lists, nothing is left out because it is empty."""
    clusters = [catalogue.label("clusters", code) for code in measure.clusters]
    return {
        "number": measure.number,
        "direction": measure.direction,
        "level": measure.get_level_display(),
        "area": catalogue.label("areas", measure.area) if measure.area else "",
        "clusters": clusters,
        "title": measure.title,
        "plan": measure.plan_title,
        "items": _items(measure, MeasureItem.Column.MEASURE),
        "mechanism": _items(measure, MeasureItem.Column.MECHANISM),
        "terms": measure.terms_text,
        "bodies": [f"{row.body}{' (ведущий)' if row.is_lead else ''}" for row in measure.responsibilities.all()],
        "results": [_result(row.text, row.target_title) for row in measure.results.all()],
    }


def cells(measure: Measure) -> dict[str, str]:
    """The same as six texts, to be compared."""
    row = snapshot(measure)
    return {
        "direction": row["direction"],
        "title": "\n".join([row["title"], *row["items"], row["plan"]]).strip(),
        "mechanism": "\n".join(row["mechanism"]),
        "terms": row["terms"] or NO_TERM,
        "bodies": "\n".join(row["bodies"]) or NO_BODY,
        "results": "\n".join(row["results"]),
    }


def _items(measure: Measure, column: str) -> list[str]:
    return [_result(str(row), row.quantity_title) for row in measure.items.all() if row.column == column]


def _result(words: str, amount: str) -> str:
    return f"{words} ({amount})" if amount else words
