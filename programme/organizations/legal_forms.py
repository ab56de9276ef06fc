"""Legal forms as data (ОК 028-2012, ОКОПФ): a form that is missing is a line of `data/legal-forms.json`, not a change of the database."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "legal-forms.json"
ENTREPRENEUR = "ИП"

# The law knows two groups without legal personality: no ИНН, КПП, ОГРН; whoever represents them signs as a natural person.
UNINCORPORATED = ("ТОС", "инициативная группа")


@lru_cache
def rows() -> list[dict[str, Any]]:
    """The forms in the order in which they are offered: name, title, okopf, what follows from the form."""
    return json.loads(FILE.read_text())


def choices() -> list[tuple[str, str]]:
    """The forms as an organisation chooses them, each with its full title; the code tells two of one kind apart from others."""
    return [(row["name"], _label(row)) for row in rows()]


def _label(row: dict[str, Any]) -> str:
    code = f" (ОКОПФ {row['okopf'][0]} {row['okopf'][1:3]} {row['okopf'][3:]})" if row["okopf"] else ""
    return row["name"] if row["title"] == row["name"].lower() else f"{row['name']} — {row['title']}{code}"


def municipal_institutions() -> list[str]:
    """Forms whose organisations are institutions of the city."""
    return [row["name"] for row in rows() if row.get("is_municipal_institution")]


def authorities() -> list[str]:
    """Forms that belong to the sector of authorities."""
    return [row["name"] for row in rows() if row.get("is_authority")]
