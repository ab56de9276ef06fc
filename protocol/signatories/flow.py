"""Who is asked next on the way of an organisation to its signature (регламент 3.4.3)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, StartAsk
from casework.predicates import has_status
from documents.signatures.basket import SIGNING, signed_answer
from journal.record import key
from protocol.answers import actions as answers
from protocol.answers import forms as answers_forms
from protocol.signatories import actions, forms
from protocol.signatories.cases import WINDOW, SignatoryCase
from protocol.signatories.models import Signatory
from protocol.signing import actions as signing
from protocol.signing import forms as signing_forms
from protocol.signing.basket import show_editions

Status = Signatory.Status


def signer_key(activation: Activation) -> str:
    """The capacity of whoever may sign for the organisation."""
    return activation.process.signatory.signer_key


def disputed_item_key(activation: Activation) -> str:
    """The question to the working group the case waits for."""
    reservation = answers.disputed(activation.process.signatory)
    assert reservation is not None and reservation.item is not None, (
        "the flow waits for the group only while it has a question"
    )
    return key(reservation.item)


def is_answered(activation: Activation) -> bool:
    """Has the group finished with the question of the first disputed reservation?"""
    reservation = answers.disputed(Signatory.objects.get(pk=activation.process.signatory_id))
    return reservation is not None and reservation.item is not None and reservation.item.is_concluded


def has_disputed(activation: Activation) -> bool:
    """Is there a reservation with the group?"""
    return answers.disputed(Signatory.objects.get(pk=activation.process.signatory_id)) is not None


def while_open(activation: Activation) -> str:
    """Signing has a term only while the edition's window has one; accession has none."""
    return WINDOW if activation.process.window_ends_at else ""


def paper_key(activation: Activation) -> str:
    """The common text on paper, as a fact's key: a signature with a certificate or by hand comes to it, not to the step."""
    document = activation.process.signatory.document
    return key(document) if document else ""


def is_signed_otherwise(activation: Activation) -> bool:
    """Has the organisation signed with a certificate, or on paper?"""
    return signing.signed_otherwise(Signatory.objects.get(pk=activation.process.signatory_id)) is not None


def take_signature(activation: Activation) -> None:
    """Take what came otherwise; later steps see the signatory as it is then."""
    activation.process.signatory = Signatory.objects.get(pk=activation.process.signatory_id)
    signing.take_signature(activation.process.signatory)


def signs_somewhere(person: Any) -> str:
    """Whoever may sign for an organisation may apply for it."""
    return next((capacity.title for capacity in person.capacities() if capacity.key.startswith("signer:")), "")


class SignatoryFlow(flow.Flow):
    """Подписание Протокола организацией

    От приглашения или заявления до проверенной подписи под общим файлом редакции.
    """

    process_class = SignatoryCase
    office = roles.CLERK
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Annotation("Приглашение").Next(this.is_confirming)
    accede = (
        StartAsk(forms.AccedeForm, actions.accede)
        .Available(signs_somewhere)
        .Annotation("Заявление о присоединении")
        .OnPaper("Заявление о присоединении на бумаге", forms.PaperAccedeForm, actions.accede_on_paper)
        .Next(this.declare)
    )
    is_confirming = (
        flow.Switch()
        .Case(this.confirm_signature, cond=lambda activation: activation.process.signatory.previous_id is not None)
        .Default(this.acquaint)
    )
    acquaint = (
        Ask(answers_forms.AcquaintForm, answers.acquaint)
        .Titled("Прочитать текст Протокола")
        .To(signer_key, "подписант организации")
        .Within("protocol.review", consequence="приглашение останется открытым, хранитель напомнит о нём.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_acquainted)
    )
    is_acquainted = flow.Switch().Case(this.declare, cond=has_status(Status.REVIEWING)).Default(this.end)
    confirm_signature = (
        Ask(answers_forms.ConfirmSignatureForm, answers.confirm_signature)
        .Titled("Подтвердить подпись под новой редакцией")
        .To(signer_key, "подписант организации")
        .Within(
            "protocol.confirmation",
            lapse=answers.stay_on_old,
            consequence="вы останетесь на прежней редакции до утраты ею силы.",
        )
        .InAbsence(COLLEAGUE)
        .Next(this.is_declared)
    )
    declare = (
        Ask(answers_forms.DeclareForm, answers.declare)
        .Titled("Ответить, готовы ли вы подписать Протокол")
        .To(signer_key, "подписант организации")
        .Within("protocol.review", continues=True, consequence="приглашение останется открытым.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_declared)
    )
    is_declared = (
        flow.Switch()
        .Case(this.sign_edition, cond=has_status(Status.READY))
        .Case(this.decide_reservations, cond=has_status(Status.RESERVATION_PENDING))
        .Case(this.declare, cond=has_status(Status.REVIEWING))
        .Default(this.end)
    )
    decide_reservations = (
        Ask(answers_forms.DecideReservationsForm, answers.decide_reservations)
        .Titled("Решить, принять ли оговорки")
        .To(roles.CLERK, "хранитель Протокола")
        .Within("protocol.reservation")
        .Next(this.is_disputed)
    )
    is_disputed = flow.Switch().Case(this.hear_group, cond=has_disputed).Default(this.is_declared)
    hear_group = (
        Await(disputed_item_key, until=is_answered, then=answers.apply_group)
        .Titled("Решение рабочей группы об оговорке")
        .From("рабочая группа Протокола")
        .Next(this.is_disputed)
    )
    sign_edition = (
        Ask(signing_forms.SignEditionForm, signing.sign_edition)
        .Titled("Подписать Протокол")
        .To(signer_key, "подписант организации")
        .Within(while_open, consequence="подписать можно будет и позже, если редакция вступит в силу.")
        .InAbsence(COLLEAGUE)
        .InBulk(SIGNING, show_editions, signed_answer)
        .WhileNeeded(paper_key, is_signed_otherwise)
        .Next(this.take_signature)
    )
    take_signature = (
        flow.Function(take_signature).Annotation("Подпись сертификатом или на бумаге принята").Next(this.is_signed)
    )
    is_signed = flow.Switch().Case(this.check_signature, cond=has_status(Status.SIGNED_UNVERIFIED)).Default(this.end)
    check_signature = (
        Await(
            lambda activation: key(activation.process.signatory),
            until=lambda activation: signing.is_checked(Signatory.objects.get(pk=activation.process.signatory_id)),
            then=signing.settle_signature,
        )
        .Titled("Проверка подписи")
        .From("система")
        .Within("protocol.verification")
        .Next(this.is_verified)
    )
    is_verified = flow.Switch().Case(this.sign_edition, cond=has_status(Status.READY)).Default(this.end)
    end = flow.End().Annotation("Конец")
