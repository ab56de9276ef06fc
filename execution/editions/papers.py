"""The programme as a paper: the table of six columns with the act that approved it."""

from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from execution.editions.models import ProgrammeEdition
from execution.measures import table
from programme.models import Person


def programme(edition: ProgrammeEdition, by: Person | None, supersedes: Document | None) -> Document:
    """The table as it was approved. `supersedes`: the paper of the edition before it."""
    return issue(
        kind=Kind.PROGRAMME,
        title=edition.title,
        snapshot=snapshot(edition),
        template="execution/pdf/programme.html",
        register="programme",
        number_parts={"edition": edition.number},
        is_public=True,
        by=by,
        supersedes=supersedes,
    )


def snapshot(edition: ProgrammeEdition) -> dict[str, Any]:
    """The table as it stands now, with whatever is empty."""
    return {
        "edition": {
            "number": edition.number,
            "title": edition.title,
            "years": f"{edition.period_from}–{edition.period_to}",
            "act": edition.act,
            "decision": str(edition.decision) if edition.decision else "",
        },
        "rows": [table.snapshot(row) for row in edition.measures.whole().order_by("order")],
    }
