"""What negotiations mean for their proposal: PP-13…PP-17."""

from typing import Any

from casework.door import Refused
from casework.notify import notify
from journal.record import move
from negotiations.actions.applying import require_signer
from negotiations.actions.examining import request_expertise
from negotiations.actions.opening import open_case
from negotiations.models import NegotiationCase, Proposal

AGREED = (
    NegotiationCase.Status.IN_FORCE,
    NegotiationCase.Status.FULFILLED,
    NegotiationCase.Status.TERMINATED,
)


def conclude_negotiations(proposal: Proposal) -> None:
    """PP-13: the agreement is in force; PP-14: the case was closed without one; PP-16 when it may not be resumed."""
    case = proposal.negotiations.latest("pk")
    if case.status in AGREED:
        move(proposal.agree, "Вклады согласованы", ground=f"переговорное дело № {case.number}")
        return
    move(proposal.fail_negotiations, "Вклады не согласованы", ground=case.end_ground)
    if proposal.resumptions:
        move(proposal.archive_unagreed, "Дело закрыто: переговоры уже возобновляли")
    title = "Вклады не согласованы"
    what = "" if proposal.resumptions else " Переговоры можно возобновить один раз, на новых условиях."
    notify(
        proposal.member_key, f"negotiation:{case.pk}:proposal", title, f"{proposal.title}.{what}", proposal.get_absolute_url()
    )  # fmt: skip


def resume_negotiations(proposal: Proposal, *, by: Any, conditions: str) -> None:
    """PP-15: once, on new conditions, in a new case; the secretariat appoints a moderator anew."""
    require_signer(proposal, by)
    if proposal.resumptions:
        raise Refused("Переговоры возобновляют один раз.")
    move(proposal.resume_negotiations, "Переговоры возобновлены на новых условиях", by=by, ground=conditions)
    open_case(proposal, by)


def archive_unagreed(proposal: Proposal) -> None:
    """PP-16: sixty working days have passed."""
    move(proposal.archive_unagreed, "Дело закрыто: переговоры не возобновлены в срок")


def appoint_expertise(proposal: Proposal, *, by: Any) -> None:
    """PP-17: the coordinator sends the frozen version with its agreement to expertise."""
    move(proposal.order_expertise, "Назначена экспертиза", by=by, ground="соглашение о встречных вкладах в силе")
    request_expertise(proposal, by)
