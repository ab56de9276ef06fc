"""The way to the committee and its verdict, and the way out: PP-23…PP-29, PP-33."""

from typing import Any

from django.db.models import Q, QuerySet

from casework import door, roles
from casework.door import Refused
from casework.formats import exact_money
from casework.formats import score as written
from casework.locking import locked
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.agenda.recourse import appealed_at
from committee.minutes.papers import quoted
from committee.models import AgendaItem, Body
from expertise.expertises import actions as expertises
from journal.record import move, record
from negotiations.applications.actions import require_signer
from negotiations.examination.actions import request_expertise
from negotiations.examination.contested import require_uncontested
from negotiations.implementation import actions as implementation
from negotiations.proposals.initiative import InitiativeSignature
from negotiations.proposals.models import Proposal
from negotiations.talks.actions import abandon, open_negotiation
from negotiations.talks.models import Negotiation
from programme.models import Organization, Person

Status = Proposal.Status

RESOLUTIONS: list[dict[str, Any]] = [
    {"code": "support", "title": "Поддержать", "outcome": "О поддержке {about}"},
    {
        "code": "decline",
        "title": "Отклонить",
        "needs_reasons": True,
        "outcome": "Об отклонении {about}",
        "tone": "bad",
        "appeal": "declined",
    },
    {
        "code": "defer",
        "title": "Отложить",
        "needs_reasons": True,
        "defers": True,
        "outcome": "Об отложении рассмотрения {about}",
    },
]


def include(proposal: Proposal, *, by: Person, question: str, draft_resolution: str, is_considered: bool) -> None:
    """PP-23, PP-29: put the proposal before the committee."""
    require_uncontested(proposal)
    if proposal.status == Status.RECOMMENDED:
        move(proposal.include, "Вопрос внесён в комитет", by=by, ground="рабочая комиссия рассмотрела")
    elif proposal.status == Status.DEFERRED:
        move(proposal.return_to_agenda, "Вопрос возвращён в повестку", by=by)
    assert proposal.expertise and proposal.version, "a question follows an expertise of what was submitted"
    proposal.agenda_item = agenda.propose_item(
        title=question,
        question=_known(proposal),
        draft_resolution=draft_resolution,
        resolutions=appealed_at(proposal.get_absolute_url(), RESOLUTIONS),
        about=f"проектного предложения {quoted(proposal.title)}",
        reporter=proposal.organization.short_name,
        materials=[document for document in (proposal.expertise.conclusion, proposal.version.document) if document],
        concerned=[proposal.member_key],
        conflicted_organizations=interested_in(proposal),
        by=by,
    )
    proposal.save()


def interested_in(proposal: Proposal) -> QuerySet[Organization]:
    """Who gains or gives by the answer: the applicant and whoever sits at the table about it (регламент 3.0, а–в)."""
    at_the_table = proposal.negotiations.exclude(parties__status="declined").values("parties__organization")
    return Organization.objects.filter(Q(pk=proposal.organization_id) | Q(pk__in=at_the_table))


def _known(proposal: Proposal) -> str:
    """What the members should know before they vote (Russian)."""
    expertise = proposal.expertise
    assert expertise and expertise.score is not None and expertise.threshold is not None, (
        "a question follows a conclusion"
    )
    return (
        f"Запрос к городу — {exact_money(proposal.requested_sum)}. "
        f"Итоговый балл экспертизы — {written(expertise.score)} при пороге {written(expertise.threshold)}: {expertise.get_outcome_display()}."
    )


def sign_initiative(proposal: Proposal, *, by: Person, reasons: str) -> None:
    """PP-24: a member joins the initiative; a third of the members brings the question to the committee."""
    if proposal.status != Status.NOT_RECOMMENDED:
        raise Refused("Инициатива уже не нужна: положение дела изменилось.")
    if roles.COMMITTEE_MEMBER not in by.capacity_keys():
        raise Refused("Инициативу подписывают члены комитета.")
    _, is_new = InitiativeSignature.objects.get_or_create(proposal=proposal, member=by, defaults={"reasons": reasons})
    if not is_new:
        raise Refused("Вы уже подписали эту инициативу.")
    record(proposal, "sign_initiative", "Член комитета поддержал инициативу", by=by, ground=reasons)
    if proposal.initiative.count() * 3 >= _voters():
        move(
            proposal.overrule,
            "Вопрос вносится вопреки выводу экспертизы",
            ground="инициатива не менее трети членов комитета",
        )
        door.notify_waiters(proposal)


def _voters() -> int:
    """How many vote in the committee today: a third of them may bring a question (PP-24)."""
    return Body.objects.committee().voters_on().count()


def archive_after_silence(proposal: Proposal) -> None:
    """PP-25: nobody has brought the question in time."""
    move(proposal.archive, "Дело закрыто: инициатива членов комитета не поступила")


def apply_verdict(proposal: Proposal) -> None:
    """PP-26, PP-27, PP-28: what the committee has decided, once the decision is in force; a deferral, once the minutes are signed."""
    item = proposal.agenda_item
    assert item is not None, "the committee has heard the question"
    if item.is_effective and item.verdict == "support":
        move(proposal.support, "Комитет поддержал предложение", ground=str(item.paper))
        implementation.open_implementation(proposal)
    elif item.is_effective and item.verdict == "decline":
        move(proposal.decline, "Комитет отклонил предложение", ground=f"{item.paper}. {item.reasons}")
    elif item.status == AgendaItem.Status.DEFERRED:
        proposal.deferred_until = item.deferred_until
        move(proposal.defer, f"Комитет отложил вопрос до {item.deferred_until:%d.%m.%Y}", ground=item.reasons)
    elif item.verdict:
        record(proposal, "not_decided", "Решение комитета не вступило в силу", ground=item.decision.revoked_ground)
    if proposal.status != Status.ON_COMMITTEE:
        notify(
            proposal.signer_key,
            f"item:{item.pk}:verdict",
            f"Комитет рассмотрел предложение: {proposal.get_status_display().lower()}",
            proposal.title,
            proposal.get_absolute_url(),
        )


def is_being_drawn_up(proposal: Proposal) -> bool:
    """Has the committee voted, while nothing of it is on paper yet?"""
    item = proposal.agenda_item
    return proposal.status == Status.ON_COMMITTEE and item is not None and bool(item.verdict) and not item.is_concluded


def withdraw(proposal: Proposal, *, by: Person, ground: str) -> None:
    """PP-33: the applicant takes the proposal back, unless a vote is on or its outcome is being drawn up. Under the lock of its case."""
    require_signer(proposal, by)
    if is_being_drawn_up(proposal):
        raise Refused("Комитет уже проголосовал, решение оформляется: отозвать предложение нельзя.")
    if proposal.agenda_item and not proposal.agenda_item.is_settled:
        agenda.withdraw_item(proposal.agenda_item, ground=ground, by=by)
    if proposal.expertise and not proposal.expertise.is_over:
        expertises.cancel(proposal.expertise, ground="предложение отозвано заявителем", by=by)
    if negotiation := proposal.negotiations.under_way().first():
        with locked(negotiation.process.pk):
            abandon(negotiation, "предложение отозвано заявителем")
    move(proposal.withdraw, "Предложение отозвано заявителем", by=by, ground=ground)
    door.close_case(proposal.case)
    notify(
        roles.PLATFORM_SECRETARY,
        f"proposal:{proposal.pk}:withdrawn",
        "Предложение отозвано",
        proposal.title,
        proposal.get_absolute_url(),
    )


AGREED = (
    Negotiation.Status.IN_FORCE,
    Negotiation.Status.FULFILLED,
    Negotiation.Status.TERMINATED,
)


def conclude_negotiations(proposal: Proposal) -> None:
    """PP-13: the agreement is in force; PP-14: the case was closed without one; PP-16 when it may not be resumed."""
    negotiation = proposal.negotiations.latest("pk")
    if negotiation.status in AGREED:
        move(proposal.agree, "Вклады согласованы", ground=f"переговорное дело № {negotiation.number}")
        return
    move(proposal.fail_negotiations, "Вклады не согласованы", ground=negotiation.end_ground)
    if proposal.resumptions:
        move(proposal.archive_unagreed, "Дело закрыто: переговоры уже возобновляли")
    title = "Вклады не согласованы"
    what = "" if proposal.resumptions else " Переговоры можно возобновить один раз, на новых условиях."
    notify(
        proposal.member_key, f"negotiation:{negotiation.pk}:proposal", title, f"{proposal.title}.{what}", proposal.get_absolute_url()
    )  # fmt: skip


def resume_negotiations(proposal: Proposal, *, by: Person, conditions: str) -> None:
    """PP-15: once, on new conditions, in a new case; the secretariat appoints a moderator anew."""
    require_signer(proposal, by)
    if proposal.resumptions:
        raise Refused("Переговоры возобновляют один раз.")
    move(proposal.resume_negotiations, "Переговоры возобновлены на новых условиях", by=by, ground=conditions)
    open_negotiation(proposal, by)


def archive_unagreed(proposal: Proposal) -> None:
    """PP-16: sixty working days have passed."""
    move(proposal.archive_unagreed, "Дело закрыто: переговоры не возобновлены в срок")


def appoint_expertise(proposal: Proposal, *, by: Person) -> None:
    """PP-17: the coordinator sends the frozen version with its agreement to expertise."""
    move(proposal.order_expertise, "Назначена экспертиза", by=by, ground="соглашение о встречных вкладах в силе")
    request_expertise(proposal, by)
