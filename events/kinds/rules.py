"""The kinds of events (programme 8.5, «Виды»), read from events/data/kinds.json. Pure."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "kinds.json"


@dataclass(frozen=True)
class EventKind:
    """What an event of the kind is.

    `selection`: one applies and is chosen. `limit`: it cannot do without a number of places. `sections`: its programme consists of
    parts one chooses from. `outcome`: a paper about its results is expected. `exhibit`: one says what one brings. `attests`: it may
    end in an attestation. `groups`: people work in groups, each makes something. `viewers`: citizens vote for what is shown.
    `travels`: what is shown is carried elsewhere, by an estimate. `trains`: a skill is practised by exercises.
    """

    code: str
    title: str
    plural: str
    about: str
    selection: bool
    limit: bool
    sections: bool
    outcome: bool
    exhibit: bool
    attests: bool
    groups: bool
    viewers: bool
    travels: bool
    trains: bool


@cache
def kinds() -> dict[str, EventKind]:
    """{code: kind}, in the order of the file."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))["kinds"]
    return {row["code"]: EventKind(**row) for row in rows}


def choices() -> list[tuple[str, str]]:
    """For a field: code and title."""
    return [(kind.code, kind.title) for kind in kinds().values()]
