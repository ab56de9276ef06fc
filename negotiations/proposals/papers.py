"""The papers of a proposal: the receipt with the application, and the notices to the applicant (domain 4.4, item 7)."""

from datetime import date
from typing import Any

from django.utils import timezone

from casework import paper, roles
from documents import letters
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.applications import application
from negotiations.proposals.models import Proposal
from programme.models import Person
from programme.regulations.recourse import recourse
from programme.regulations.terms import term_count
from programme.texts.words import parts_of

OFFICES = [roles.PLATFORM_SECRETARY, roles.COMMITTEE_SECRETARY, roles.COMMITTEE_CHAIR, roles.AUDITOR]


def receipt(proposal: Proposal, snapshot: dict[str, Any], previous: Document | None, by: Person) -> Document:
    """The receipt of a submission, with the application annexed; a new version keeps a number of its own."""
    sheet = paper.hand()
    return issue(
        kind=Kind.RECEIPT,
        title=f"О приёме проектного предложения «{proposal.title}»",
        snapshot={
            **snapshot,
            "submitted_by": sheet.signed_by if sheet else by.get_full_name(),
            "received_on_paper": sheet.received_on if sheet else "",
            "previous_number": previous.number if previous else "",
        },
        template="negotiations/pdf/receipt.html",
        register="applications",
        readers=[
            proposal.member_key,
            *OFFICES,
            roles.EXPERTISE_COORDINATOR,
            roles.WORKING_COMMISSION,
            roles.COMMITTEE_MEMBER,
        ],
        by=by,
    )


def _notice(proposal: Proposal, event: str, title: str, by: Person | None, *, lead: str, **text: Any) -> Document:
    """Issue a notice to the applicant and tell them about it."""
    return letters.send(
        proposal.member_key,
        f"proposal:{proposal.pk}:{event}",
        proposal.get_absolute_url(),
        [proposal.organization.full_name],
        title,
        lead,
        readers=OFFICES,
        by=by,
        reference=f"по заявке № {proposal.number}",
        **text,
    )


def _words(event: str, proposal: Proposal, more: dict[str, str] | None = None) -> dict[str, str]:
    """The words of a notice in force now; the paper freezes them."""
    return parts_of(f"notice.proposal_{event}", {"название": proposal.title, "номер": proposal.number, **(more or {})})


def registered(proposal: Proposal) -> None:
    """PP-03."""
    sheet = paper.hand()
    term = term_count(proposal.case.regulation, "proposal.formal_check", sheet.received_at if sheet else None)
    day = date.fromisoformat(term["outputs"]["due"])
    _notice(
        proposal,
        "registered",
        "О регистрации проектного предложения",
        None,
        **_words("registered", proposal, {"срок": f"{day:%d.%m.%Y}"}),
        counts=[term],
    )


def admitted(proposal: Proposal, by: Person) -> None:
    """PP-05."""
    _notice(
        proposal,
        "admitted",
        "О допуске проектного предложения",
        by,
        **_words("admitted", proposal),
    )


def returned(proposal: Proposal, remarks: dict[str, str], by: Person) -> None:
    """PP-06."""
    term = term_count(proposal.case.regulation, "proposal.fix")
    _notice(
        proposal,
        f"returned:{proposal.returns}",
        "О недостатках проектного предложения",
        by,
        **_words("returned", proposal),
        remarks=[{"field": application.label(name), "text": text} for name, text in remarks.items()],
        until=term["outputs"]["due"],
        counts=[term],
    )


def rejected(proposal: Proposal, ground: str, explanation: str, by: Person | None) -> Document:
    """PP-08, PP-09. A case that an appeal has brought back may be refused again: each refusal is an event of its own."""
    again = proposal.refusal_id or ""
    return _notice(
        proposal,
        f"rejected:{again}" if again else "rejected",
        "Об отказе в допуске проектного предложения",
        by,
        **_words("rejected", proposal, {"основание": ground}),
        grounds=[explanation],
        appeal=recourse("refusal", proposal.get_absolute_url(), received_at=timezone.now()),
    )


def restored(proposal: Proposal, ground: str) -> None:
    """PP-10: the refusal was set aside by the appeals board."""
    _notice(
        proposal,
        f"restored:{proposal.refusal_id}",
        "Об отмене отказа в допуске проектного предложения",
        None,
        lead=f"Отказ в допуске проектного предложения «{proposal.title}» (№ {proposal.number}) отменён: {ground}.",
        what_to_do="Делать ничего не нужно: формальная проверка проводится заново.",
    )
