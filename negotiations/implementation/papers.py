"""The papers of a project's end: the act of completion, the inventory of the archive."""

from typing import Any

from casework import roles
from casework.formats import money
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from execution.undertakings.papers import facts
from negotiations.implementation.models import Implementation
from negotiations.proposals.models import Proposal
from programme.models import Person

OFFICES = [roles.EXPERTISE_COORDINATOR, roles.COMMITTEE_SECRETARY, roles.PLATFORM_SECRETARY, roles.AUDITOR]


def act(implementation: Implementation, signer: Person, by: Person) -> Document:
    """PP-31: what was done; the applicant and the coordinator sign it."""
    proposal, project = implementation.proposal, implementation.project
    assert project is not None, "a project is completed after its last report"
    return issue(
        kind=Kind.ACT,
        title=f"О завершении проекта «{proposal.title}»",
        snapshot={
            "number": proposal.number,
            "applicant": proposal.organization.full_name,
            "decision": str(proposal.agenda_item.paper) if proposal.agenda_item else "",
            "project": facts(project),
            "outcome": project.get_status_display(),
            "stages": [
                {**facts(stage), "number": stage.number, "status": stage.get_status_display()}
                for stage in project.children.select_related("organization").order_by("number")
            ],
            "contributions": _contributions(implementation),
            "reports": [
                f"№ {report.document.number} от {report.document.date:%d.%m.%Y}"
                for report in implementation.reports.filter(outcome__in=["accepted", "done", "partly"]).order_by("at")
                if report.document
            ],
        },
        template="negotiations/pdf/completion.html",
        register="acts",
        signatories=[
            (signer, proposal.organization.short_name[:200], 1, proposal.signer_key),
            (by, "Координатор экспертизы", 1, roles.EXPERTISE_COORDINATOR),
        ],
        readers=[proposal.member_key, *OFFICES],
        is_public=True,
        by=by,
    )


def _contributions(implementation: Implementation) -> list[dict[str, Any]]:
    rows = implementation.contributions.select_related("party__organization").order_by("case", "number")
    return [
        {
            "giver": row.party.organization.short_name,
            "what": row.what,
            "value": money(row.value) if row.value else "—",
            "status": row.get_status_display(),
        }
        for row in rows
    ]


def inventory(proposal: Proposal, papers: list[Document]) -> Document:
    """PP-34: which papers of the case go to the archive."""
    return issue(
        kind=Kind.INVENTORY,
        title=f"Дела о проектном предложении «{proposal.title}»",
        snapshot={
            "number": proposal.number,
            "applicant": proposal.organization.full_name,
            "status": proposal.get_status_display(),
            "papers": [
                {"kind": paper.get_kind_display(), "number": paper.number, "date": paper.date, "title": paper.title}
                for paper in papers
            ],
        },
        template="negotiations/pdf/inventory.html",
        register="inventories",
        readers=[proposal.member_key, roles.ARCHIVIST, *OFFICES],
    )
