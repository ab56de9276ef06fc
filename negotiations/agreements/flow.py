"""How an agreement is drawn up, endorsed, settled and signed (регламент 3.1.2)."""

from collections.abc import Iterable
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, ForEach, subject_of
from journal.record import key
from negotiations.agreements import actions, forms
from negotiations.agreements.models import AgreementCase, ContributionAgreement
from negotiations.disagreements import actions as disagreements
from negotiations.disagreements.forms import AnswerSettlementForm, EndorseForm, ProposeForm
from negotiations.moderation.succession import ANOTHER_MODERATOR
from negotiations.parties.models import NegotiationParty


def agreement_of(activation: Activation) -> ContributionAgreement:
    """The agreement as it is now."""
    return ContributionAgreement.objects.select_related("case", "document").get(pk=activation.process.agreement_id)


def moderator(activation: Activation) -> str:
    """Who leads the negotiations."""
    return agreement_of(activation).case.moderator_key


def all_parties(activation: Activation) -> Iterable[NegotiationParty]:
    """All who sit at the table read the text."""
    return agreement_of(activation).case.sides()


def essential_parties(activation: Activation) -> Iterable[NegotiationParty]:
    """Those without whom nothing is decided."""
    return agreement_of(activation).case.essential()


def party_members(activation: Activation) -> str:
    """Those who work for the party; the action lets only its voice answer."""
    party: Any = subject_of(activation)
    return party.member_key


def has_dispute(activation: Activation) -> bool:
    """Is there a disagreement of somebody essential?"""
    return agreement_of(activation).open_disagreements().exists()


def is_consented(activation: Activation) -> bool:
    """Have all essential parties taken the proposal?"""
    return disagreements.has_consensus(agreement_of(activation))


def settle(activation: Activation) -> None:
    """What they have taken stands in the text."""
    disagreements.apply_settlement(agreement_of(activation))


def agreement_paper(activation: Activation) -> Any:
    """The paper that waits for signatures."""
    return agreement_of(activation).document


def is_paper_settled(activation: Activation) -> bool:
    """Is the paper signed by all, or void?"""
    document = agreement_of(activation).document
    return bool(document and (document.is_registered or document.is_annulled))


class AgreementFlow(flow.Flow):
    """Согласование и подписание соглашения о вкладах

    От проекта, написанного по пакету вкладов, до подписей обязательных сторон.
    """

    process_class = AgreementCase
    office = roles.PLATFORM_SECRETARY
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.draft_agreement)
    draft_agreement = (
        Ask(forms.DraftForm, actions.send_draft)
        .Titled("Подготовить проект соглашения")
        .To(moderator, "модератор")
        .Within("negotiation.draft")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.ask_parties)
    )
    ask_parties = ForEach(all_parties).Next(this.endorse)
    endorse = (
        Ask(EndorseForm, disagreements.endorse)
        .Titled("Согласовать текст соглашения")
        .To(party_members, "сторона переговоров")
        .Within(
            "negotiation.coordination", lapse=disagreements.keep_silent, consequence="молчание считается разногласием."
        )
        .InAbsence(COLLEAGUE)
        .Next(this.all_answered)
    )
    all_answered = flow.Join().Next(this.is_disputed)
    is_disputed = flow.Switch().Case(this.propose_settlement, cond=has_dispute).Default(this.to_signing)
    propose_settlement = (
        Ask(ProposeForm, disagreements.propose)
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
        Ask(AnswerSettlementForm, disagreements.answer_settlement)
        .Titled("Ответить на предложение модератора")
        .To(party_members, "обязательная сторона")
        .Within(
            "negotiation.coordination",
            lapse=disagreements.refuse_settlement_by_silence,
            consequence="молчание считается отказом.",
        )
        .InAbsence(COLLEAGUE)
        .Next(this.all_consented)
    )
    all_consented = flow.Join().Next(this.is_consented)
    is_consented = flow.Switch().Case(this.settle, cond=is_consented).Default(this.propose_settlement)
    settle = flow.Function(settle).Annotation("Внести согласованное в текст").Next(this.to_signing)
    to_signing = (
        Ask(forms.ToSigningForm, actions.to_signing)
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
            lambda activation: key(agreement_paper(activation)),
            until=is_paper_settled,
            then=actions.apply_signing,
        )
        .Titled("Подписание соглашения")
        .From("подписанты сторон")
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch().Case(this.end, cond=lambda activation: agreement_of(activation).is_settled).Default(this.redraft)
    )
    redraft = (
        Ask(forms.DraftForm, actions.send_draft)
        .Titled("Доработать проект соглашения")
        .To(moderator, "модератор")
        .Within("negotiation.draft")
        .InAbsence(*ANOTHER_MODERATOR, at_once=False)
        .Next(this.ask_parties)
    )
    end = flow.End().Annotation("Конец")
