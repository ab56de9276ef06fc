"""The indicators that come with the system (programme 8.6), read from monitoring/data/indicators.json."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "indicators.json"


def shipped() -> list[dict[str, Any]]:
    """The rows of the file, by the names of the model."""
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["indicators"]
    return rows


def store_first_indicators(indicators: Any) -> None:
    """Write what is not there yet; `indicators` is a manager."""
    known = set(indicators.values_list("code", flat=True))
    for row in shipped():
        if row["code"] not in known:
            indicators.create(**row)
