"""An act that personal data have been destroyed by their term: what, how many, by which rule, what remains (domain 4.6, 06)."""

from datetime import date

from documents.models import Document
from documents.papers.issuing import issue
from documents.papers.status import DocumentQuerySet, Status
from documents.registers.kinds import Kind

REGISTER = "destructions"


def destroyed(*, what: str, amount: str, kept_until: date, rule: str, remains: str) -> Document:
    """In the transaction of the deletion, by the system itself; open to everybody, for it names nothing that was destroyed.

    `what`, `amount`: in words («Заполненные анкеты…», «29 анкет»). `kept_until`: the last day of keeping. `rule`: whence the term comes.
    `remains`: what is kept still.
    """
    return issue(
        kind=Kind.ACT, title=f"Об уничтожении сведений: {what}"[:400], register=REGISTER, template="documents/pdf/destruction.html", is_public=True,
        snapshot={"what": what, "amount": amount, "kept_until": kept_until, "rule": rule, "remains": remains},
    )  # fmt: skip


def acts() -> DocumentQuerySet:
    """Every act, the newest first."""
    return Document.objects.filter(register=REGISTER).exclude(status=Status.ANNULLED).order_by("-pk")
