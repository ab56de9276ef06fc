"""The order that opens a negotiation and appoints its moderator."""

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.talks.models import Negotiation
from negotiations.talks.papers import about, readers
from programme.models import Person


def order(negotiation: Negotiation, moderator: Person, by: Person) -> Document:
    """PP-11, NG-02: the negotiation is opened and its moderator appointed."""
    return issue(
        kind=Kind.ORDER,
        title="Об открытии переговорного дела и назначении модератора",
        snapshot={
            **about(negotiation),
            "moderator": moderator.get_full_name(),
            "is_resumed": negotiation.proposal.resumptions > 0,
        },
        template="negotiations/pdf/order.html",
        register="orders",
        signatories=[(by, "Секретарь площадки", 1)],
        readers=[*readers(negotiation), f"person:{moderator.pk}"],
        supersedes=negotiation.order if negotiation.order and negotiation.order.is_registered else None,
        by=by,
    )
