"""A list of people as it is pasted from a table: one line a person, the columns in any order. Pure."""

import re
from dataclasses import dataclass, field

from committee.bodies.models import BodyMember
from programme.models import Sector

COLUMNS = re.compile(r"\t|;|\|")
EMAIL = re.compile(r"[^\s,;<>]+@[^\s,;<>]+")
# What a whole cell may say of a sector or a function.
SECTORS = (
    (Sector.AUTHORITY, ("власть", "органы власти", "орган власти", "органы власти и управления")),
    (Sector.BUSINESS, ("бизнес", "бизнес-структуры", "предприниматели")),
    (Sector.COMMUNITY, ("общество", "общественный", "общественность", "общественный сектор", "нко")),
)
FUNCTIONS = (
    (BodyMember.Role.DEPUTY, ("заместитель председателя", "зам. председателя", "заместитель", "сопредседатель")),
    (BodyMember.Role.CHAIR, ("председатель",)),
    (BodyMember.Role.SECRETARY, ("секретарь",)),
    (BodyMember.Role.RESERVE, ("запасной",)),
    (BodyMember.Role.MEMBER, ("член",)),
)


@dataclass
class Line:
    """A line that was understood as far as `fault` is empty (Russian)."""

    name: str = ""
    email: str = ""
    sector: str = ""
    role: str = BodyMember.Role.MEMBER
    position: str = ""
    fault: str = ""
    rest: list[str] = field(default_factory=list)


def lines_of(text: str) -> list[Line]:
    """The lines of a pasted table; empty ones are no lines."""
    return [_line(row) for row in text.splitlines() if row.strip(" \t;|")]


def _line(row: str) -> Line:
    line = Line()
    for cell in (cell.strip() for cell in COLUMNS.split(row)):
        if cell:
            _take(line, cell)
    line.name, line.position = (*line.rest, "", "")[:2]
    if not line.email:
        line.fault = "нет адреса почты."
    elif not line.sector:
        line.fault = "не указан сектор: власть, бизнес или общественный."
    elif len(line.rest) > 2:
        line.fault = f"лишнее: «{line.rest[2]}». Нужны имя, почта, сектор, кем входит, должность."
    return line


def _take(line: Line, cell: str) -> None:
    """Where a cell belongs: what is no address, sector or function is the name, then the position."""
    low = cell.lower()
    if not line.email and (address := EMAIL.search(cell)):
        line.email = address[0]
    elif not line.sector and (sector := _named(low, SECTORS)):
        line.sector = sector
    elif line.role == BodyMember.Role.MEMBER and (role := _named(low, FUNCTIONS)):
        line.role = role
    else:
        line.rest.append(cell)


def _named(low: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Only the whole cell counts: «секретарь» is a function, «секретарь правления» a position."""
    return next((str(value) for value, words in table if low in words), "")
