"""The agreement, the delivery of each contribution, and additional agreements, read aloud (регламент 3.1.2, 3.1.3)."""

from collections.abc import Callable, Iterable
from typing import Any

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, ForEach, subject_of
from journal.record import key
from negotiations.actions import agreements, delivery, supplements
from negotiations.actions.succeeding import ANOTHER_MODERATOR
from negotiations.forms import agreeing, delivering
from negotiations.models import (
    AgreementCase,
    Contribution,
    ContributionAgreement,
    ContributionCase,
    NegotiationParty,
    Supplement,
    SupplementCase,
)


def agreement_of(activation: Any) -> ContributionAgreement:
    """The agreement as it is now."""
    return ContributionAgreement.objects.select_related("case", "document").get(pk=activation.process.agreement_id)


def moderator(activation: Any) -> str:
    """Who leads the negotiations."""
    return agreement_of(activation).case.moderator_key


def every_party(activation: Any) -> Iterable[NegotiationParty]:
    """All who sit at the table read the text."""
    return agreement_of(activation).case.sides()


def essential_parties(activation: Any) -> Iterable[NegotiationParty]:
    """Those without whom nothing is decided."""
    return agreement_of(activation).case.essential()


def the_party(activation: Any) -> str:
    """Those who work for the party; the action lets only its voice answer."""
    party: Any = subject_of(activation)
    return party.member_key


def has_dispute(activation: Any) -> bool:
    """Is there a disagreement of somebody essential?"""
    return agreement_of(activation).open_disagreements().exists()


def is_consented(activation: Any) -> bool:
    """Have all essential parties taken the proposal?"""
    return agreements.has_consensus(agreement_of(activation))


def settle(activation: Any) -> None:
    """What they have taken stands in the text."""
    agreements.apply_settlement(agreement_of(activation))


def paper_of(activation: Any) -> Any:
    """The paper that waits for signatures."""
    return agreement_of(activation).document


def paper_is_over(activation: Any) -> bool:
    """Is the paper signed by all, or void?"""
    document = agreement_of(activation).document
    return bool(document and (document.is_registered or document.is_annulled))


class AgreementFlow(flow.Flow):
    """Согласование и подписание соглашения о вкладах

    От проекта, написанного по пакету вкладов, до подписей обязательных сторон.
    """

    process_class = AgreementCase
    office = "role:platform_secretary"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.draft_agreement)
    draft_agreement = (
        Ask(agreeing.DraftForm, agreements.send_draft)
        .Titled("Подготовить проект соглашения")
        .To(moderator, "модератор")
        .Within("negotiation.draft")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.ask_parties)
    )
    ask_parties = ForEach(every_party).Next(this.endorse)
    endorse = (
        Ask(agreeing.EndorseForm, agreements.endorse)
        .Titled("Согласовать текст соглашения")
        .To(the_party, "сторона переговоров")
        .Within(
            "negotiation.coordination", lapse=agreements.keep_silent, consequence="молчание считается разногласием."
        )
        .InAbsence(COLLEAGUE)
        .Next(this.all_answered)
    )
    all_answered = flow.Join().Next(this.is_disputed)
    is_disputed = flow.Switch().Case(this.propose_settlement, cond=has_dispute).Default(this.to_signing)
    propose_settlement = (
        Ask(agreeing.ProposeForm, agreements.propose)
        .Titled("Уладить разногласия")
        .To(moderator, "модератор")
        .Within("negotiation.disagreement")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.is_round)
    )
    is_round = (
        flow.Switch()
        .Case(this.end, cond=lambda activation: agreement_of(activation).is_settled)
        .Default(this.ask_essential)
    )
    ask_essential = ForEach(essential_parties).Next(this.answer_settlement)
    answer_settlement = (
        Ask(agreeing.AnswerSettlementForm, agreements.answer_settlement)
        .Titled("Ответить на предложение модератора")
        .To(the_party, "обязательная сторона")
        .Within(
            "negotiation.coordination",
            lapse=agreements.refuse_settlement_by_silence,
            consequence="молчание считается отказом.",
        )
        .InAbsence(COLLEAGUE)
        .Next(this.all_consented)
    )
    all_consented = flow.Join().Next(this.is_consented)
    is_consented = flow.Switch().Case(this.settle, cond=is_consented).Default(this.propose_settlement)
    settle = flow.Function(settle).Annotation("Внести согласованное в текст").Next(this.to_signing)
    to_signing = (
        Ask(agreeing.ToSigningForm, agreements.to_signing)
        .Titled("Направить соглашение на подписание")
        .To(moderator, "модератор")
        .Within("negotiation.to_signing")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.is_sent)
    )
    is_sent = (
        flow.Switch()
        .Case(this.signing, cond=lambda activation: bool(agreement_of(activation).document_id))
        .Case(this.propose_settlement, cond=has_dispute)
        .Default(this.redraft)
    )
    signing = (
        Await(
            lambda activation: key(paper_of(activation)),
            until=paper_is_over,
            then=agreements.apply_signing,
        )
        .Titled("Подписание соглашения")
        .From("подписанты сторон")
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch().Case(this.end, cond=lambda activation: agreement_of(activation).is_settled).Default(this.redraft)
    )
    redraft = (
        Ask(agreeing.DraftForm, agreements.send_draft)
        .Titled("Доработать проект соглашения")
        .To(moderator, "модератор")
        .Within("negotiation.draft")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.ask_parties)
    )
    end = flow.End().Annotation("Конец")


def stands(*statuses: str) -> Callable[[Any], bool]:
    """A question to the contribution: does it stand in one of these?"""
    return lambda activation: Contribution.objects.filter(
        pk=activation.process.contribution_id, status__in=statuses
    ).exists()


def giver(activation: Any) -> str:
    """Those who work for the giver."""
    return activation.process.contribution.party.member_key


def receiver(activation: Any) -> str:
    """Those who work for the receiver."""
    return activation.process.contribution.recipient.member_key


def referee(activation: Any) -> str:
    """The moderator of the negotiations goes on as the referee of the delivery."""
    return activation.process.contribution.case.moderator_key


class ContributionFlow(flow.Flow):
    """Исполнение вклада

    От закрепления соглашением до приёмки получателем.
    """

    process_class = ContributionCase
    office = "role:platform_secretary"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.begin_delivery)
    begin_delivery = (
        Ask(delivering.BeginForm, delivery.begin)
        .Titled("Начать исполнение вклада")
        .To(giver, "даритель")
        .Within("contribution.due", lapse=delivery.fall_overdue, consequence="вклад станет просроченным.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_begun)
    )
    is_begun = flow.Switch().Case(this.deliver, cond=stands(Contribution.Status.IN_DELIVERY)).Default(this.deliver_late)
    deliver = (
        Ask(delivering.EvidenceForm, delivery.submit_evidence)
        .Titled("Передать вклад и представить подтверждение")
        .To(giver, "даритель")
        .Within("contribution.due", lapse=delivery.fall_overdue, consequence="вклад станет просроченным.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_in_time)
    )
    is_in_time = (
        flow.Switch().Case(this.deliver_late, cond=stands(Contribution.Status.OVERDUE)).Default(this.accept_delivery)
    )
    deliver_late = (
        Ask(delivering.EvidenceForm, delivery.submit_evidence)
        .Titled("Передать просроченный вклад")
        .To(giver, "даритель")
        .InAbsence(COLLEAGUE)
        .Next(this.accept_delivery)
    )
    accept_delivery = (
        Ask(delivering.AcceptDeliveryForm, delivery.accept_delivery)
        .Titled("Принять переданное")
        .To(receiver, "получатель")
        .Within(
            "contribution.acceptance",
            lapse=delivery.accept_by_silence,
            consequence="переданное будет считаться принятым.",
        )
        .InAbsence(COLLEAGUE)
        .Next(this.is_accepted)
    )
    is_accepted = (
        flow.Switch()
        .Case(this.end, cond=stands(Contribution.Status.DELIVERED))
        .Case(this.resolve_dispute, cond=stands(Contribution.Status.DISPUTED))
        .Default(this.deliver)
    )
    resolve_dispute = (
        Ask(delivering.ResolveForm, delivery.resolve_dispute)
        .Titled("Решить спор о приёмке")
        .To(referee, "модератор")
        .Within("contribution.dispute")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.is_resolved)
    )
    is_resolved = flow.Switch().Case(this.end, cond=stands(Contribution.Status.DELIVERED)).Default(this.deliver_late)
    end = flow.End().Annotation("Конец")


def supplement_paper(activation: Any) -> Any:
    """The paper being signed."""
    return Supplement.objects.select_related("document").get(pk=activation.process.supplement_id).document


class SupplementFlow(flow.Flow):
    """Дополнительное соглашение

    Подписание изменения, списания или расторжения всеми, кого оно касается.
    """

    process_class = SupplementCase
    office = "role:platform_secretary"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.sign_supplement)
    sign_supplement = (
        Await(
            lambda activation: key(supplement_paper(activation)),
            until=lambda activation: (
                supplement_paper(activation).is_registered or supplement_paper(activation).is_annulled
            ),
            then=supplements.apply_supplement,
        )
        .Titled("Подписание дополнительного соглашения")
        .From("подписанты сторон")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
