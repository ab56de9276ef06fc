"""The nomenclature as a page: what is kept how long, how many papers there are, which years have their inventory."""

from dataclasses import dataclass
from typing import Any

from casework import roles, workdays
from documents.papers.models import Document
from documents.registers.kinds import Register
from documents.retention import destroying, facts, terms
from documents.retention.terms import Term

OFFICE = (roles.CLERK, roles.ARCHIVIST)


@dataclass(frozen=True)
class Year:
    """A year of a case: how many papers, and its inventory for whoever reads it."""

    year: int
    papers: int
    inventory: Document | None
    late: int = (
        0  # minutes of a sitting in December may get their number in January: those that came after the inventory
    )


@dataclass(frozen=True)
class Line:
    """A case of the nomenclature. `ahead`: a year is over and has no inventory."""

    register: Register
    term: Term
    years: list[Year]
    ahead: bool


def nomenclature(user: Any) -> dict[str, Any]:
    """Every case, in the order of its index."""
    counts, this = facts.counted(), workdays.local_date().year
    every = {(row.snapshot["file"]["register"], row.snapshot["file"]["year"]): row for row in facts.inventories()}
    seen = set(facts.inventories().visible_to(user).values_list("pk", flat=True))
    lines = []
    for register in terms.in_order():
        years = sorted((year for key, year in counts if key == register.key), reverse=True)
        ahead = any(year < this and (register.key, year) not in every for year in years)
        rows = [_year(year, counts[register.key, year][0], every.get((register.key, year)), seen) for year in years]
        lines.append(Line(register, terms.term_of(register.key), rows, ahead))
    is_office = user.is_authenticated and not set(OFFICE).isdisjoint(user.capacity_keys())
    return {"lines": lines, "is_office": is_office, "destructions": destroying.acts().visible_to(user)[:20]}


def _year(year: int, papers: int, inventory: Document | None, seen: set[int]) -> Year:
    if inventory is None:
        return Year(year, papers, None)
    return Year(year, papers, inventory if inventory.pk in seen else None, papers - len(inventory.snapshot["papers"]))


def keeping(document: Document) -> dict[str, Any]:
    """How long a paper is kept, for its own page."""
    term = terms.term_of(document.register)
    return {"term": term, "until": term.last_day(document.date.year)}
