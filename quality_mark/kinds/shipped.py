"""The kinds that come with the system (programme 8.4), read from quality_mark/data/kinds.json."""

import json
from pathlib import Path
from typing import Any

from documents.snapshots import digest

FILE = Path(__file__).parent.parent / "data" / "kinds.json"


def shipped() -> list[dict[str, Any]]:
    """The rows of the file: {"code", …the data of the kind}."""
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["kinds"]
    return rows


def store_first_kinds(kinds: Any) -> None:
    """Write what is not there yet into an empty table, in force from the beginning; `kinds` is a manager."""
    known = set(kinds.values_list("code", flat=True))
    for row in shipped():
        data = {name: value for name, value in row.items() if name != "code"}
        if row["code"] not in known:
            made = kinds.create(code=row["code"], version=1, title=data["title"], data=data, fingerprint=digest(data))
            kinds.filter(pk=made.pk).update(status="in_force")
