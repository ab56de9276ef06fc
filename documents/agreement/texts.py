"""The agreement on the simple electronic signature: its texts by version (63-ФЗ, ст. 9; domain 5.1)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from documents import snapshots

FOLDER = Path(__file__).resolve().parent.parent / "data"
CURRENT = "1"


@dataclass(frozen=True)
class Text:
    """One version of the agreement. `parts`: {"title": str, "points": [str, …]} in order; `sha256` is of the canonical form."""

    version: str
    title: str
    parts: list[dict[str, Any]]
    sha256: str

    @property
    def number(self) -> str:
        """How marks of signatures name it."""
        return f"ПЭП-{self.version}"


@cache
def text(version: str = CURRENT) -> Text:
    """A version's text; FileNotFoundError if there is no such version."""
    data = json.loads((FOLDER / f"signing-agreement-{version}.json").read_text())
    return Text(data["version"], data["title"], data["parts"], snapshots.digest(data))
