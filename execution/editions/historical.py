"""The table of the programme of 2005, retold from the act of its time. What was not named there stays empty."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from execution.editions.models import ProgrammeEdition
from execution.measures.models import ExpectedResult, Measure, MeasureItem, Responsibility
from programme.models import ResponsibleBody

TABLE = Path(__file__).parent.parent / "data" / "programme-2004.json"
OF_ITS_TIME = date(2004, 1, 1)  # the act does not say since when its bodies existed


@cache
def table() -> dict[str, Any]:
    """The data as they stand in the file."""
    data: dict[str, Any] = json.loads(TABLE.read_text())
    return data


def fill(edition: ProgrammeEdition, data: dict[str, Any]) -> None:
    """Its measures with items, results and the bodies of the time."""
    bodies = {
        name: ResponsibleBody.objects.get_or_create(name=name, valid_from=OF_ITS_TIME)[0] for name in data["bodies"]
    }
    for order, row in enumerate(data["measures"], 1):
        measure = Measure.objects.create(
            edition=edition, order=order, starts_on=_day(row["year_from"], 1, 1), ends_on=_day(row["year_to"], 12, 31),
            **{name: row[name] for name in ("number", "level", "direction", "area", "clusters", "title", "terms_text", "each_year_from", "note")},
        )  # fmt: skip
        MeasureItem.objects.bulk_create(
            MeasureItem(
                measure=measure, order=place, mark=item["mark"], column=item["column"], text=item["text"],
                quantity=_number(item.get("quantity")), unit=item.get("unit", ""),
            )
            for place, item in enumerate(row["items"], 1)
        )  # fmt: skip
        Responsibility.objects.bulk_create(
            Responsibility(measure=measure, body=bodies[answer["name"]], is_lead=answer["is_lead"])
            for answer in row["bodies"]
        )
        ExpectedResult.objects.bulk_create(
            ExpectedResult(
                measure=measure, order=place, text=result["text"], indicator=result["indicator"], unit=result["unit"],
                target=_number(result["target"]),
            )
            for place, result in enumerate(row["results"], 1)
        )  # fmt: skip


def _day(year: int | None, month: int, day: int) -> date | None:
    return date(year, month, day) if year else None


def _number(value: int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
