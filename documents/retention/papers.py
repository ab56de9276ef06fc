"""The inventory of a year of a register (domain 4.3, row 9)."""

from typing import Any

from casework import roles
from documents.papers.issuing import issue
from documents.papers.models import Document
from documents.registers.kinds import Kind, Register
from documents.retention import terms

REGISTER = "case_inventories"
READERS = (roles.CLERK, roles.ARCHIVIST, roles.AUDITOR)


def inventory(register: Register, year: int, papers: list[Document], by: Any) -> Document:
    """Every paper of the case with its number, its day, its pages and the fingerprint of its original."""
    term = terms.term_of(register.key)
    last = term.last_day(year)
    return issue(
        kind=Kind.INVENTORY,
        title=f"Опись дела {register.index} «{register.title}» за {year} год",
        snapshot={
            "file": {"register": register.key, "index": register.index, "title": register.title, "year": year, "term": term.words},
            "kept_until": last,
            "papers": [_line(number, paper) for number, paper in enumerate(papers, 1)],
        },
        template="documents/pdf/inventory.html", register=REGISTER, readers=READERS, by=by,
    )  # fmt: skip


def _line(number: int, paper: Document) -> dict[str, Any]:
    return {
        "n": number, "kind": str(paper.get_kind_display()), "number": paper.number, "date": paper.date, "title": paper.title,
        "pages": paper.original.pages if paper.original else 0, "sha256": paper.sha256, "standing": paper.standing[0],
    }  # fmt: skip
