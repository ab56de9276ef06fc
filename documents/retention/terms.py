"""The terms of keeping, read from documents/data/nomenclature.json (domain 4.6, programme 8.0)."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from documents.registers.kinds import Register, registers

FILE = Path(__file__).parent.parent / "data" / "nomenclature.json"


@dataclass(frozen=True)
class Term:
    """How long a case is kept: `years` from the first of January after its year, None for ever; `is_reviewed`: only after a review (ЭПК)."""

    years: int | None
    is_reviewed: bool
    note: str

    @property
    def words(self) -> str:
        """As the nomenclature writes it."""
        if self.years is None:
            return "постоянно"
        return f"{self.years} лет{' ЭПК' if self.is_reviewed else ''}"

    def last_day(self, year: int) -> date | None:
        """The last day on which papers of a year are certainly kept; None: for ever."""
        return date(year + self.years, 12, 31) if self.years else None


@cache
def _read() -> tuple[Term, dict[str, Term]]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return Term(**data["usual"]), {key: Term(**row) for key, row in data["cases"].items()}


def term_of(register: str) -> Term:
    """Of the papers of a register; what is not named is kept as letters are."""
    usual, cases = _read()
    return cases.get(register, usual)


def in_order() -> list[Register]:
    """The registers of the city as the nomenclature lists them."""
    return sorted(registers().values(), key=lambda register: (register.index, register.title))
