"""Collecting signatures: turn by turn, everybody of a turn at once; one refusal ends it."""

from collections.abc import Iterable
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, ForEach
from documents.papers.models import Document
from documents.signatures import actions, basket
from documents.signatures.forms import SignForm
from documents.signatures.models import Signature, SignatureRequest, SigningCase
from journal.record import key


def current_turn(activation: Activation) -> Iterable[SignatureRequest]:
    """Those whose turn it is: the lowest turn in which a signature is missing."""
    missing = activation.process.subject.signature_requests.filter(signature=None, refused_at=None)
    first = missing.order_by("turn").values_list("turn", flat=True).first()
    return missing.filter(turn=first)


def is_awaited(activation: Activation) -> bool:
    """Is somebody still to be asked?"""
    document = activation.process.subject
    return document.status == Document.Status.SIGNING and not document.has_all_signatures()


def is_over(activation: Activation, active_tasks: Any) -> bool:
    """A refusal or an annulment makes the other signatures of the turn pointless."""
    return not is_awaited(activation)


def the_signatory(activation: Activation) -> str:
    """Nobody signs for another."""
    _, _, pk = activation.task.data["item"].partition(":")
    return SignatureRequest.objects.get(pk=pk).addressee


def paper_of(activation: Activation) -> str:
    """The paper, under its name in the journal: a signature may also come as a file or on paper."""
    return key(activation.process.subject)


def has_signed(activation: Activation) -> bool:
    """Has the signatory signed it in another way than by answering?"""
    _, _, pk = activation.task.data["item"].partition(":")
    return Signature.objects.filter(request=pk).exists()


def deadline_of(activation: Activation) -> str:
    """A paper may come with a last day for signing, or without."""
    return "documents.signing" if activation.process.subject.sign_by else ""


AGAIN = (
    "документ называет подписанта по имени, поэтому другой его не подпишет: номер аннулируется с основанием, и документ оформляют "
    "заново с тем, кто подпишет."
)


class SigningFlow(flow.Flow):
    """Подписание документа."""

    process_class = SigningCase
    office = roles.CLERK
    process_title = "Подписание документа"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.is_awaited)
    is_awaited = flow.Switch().Case(this.ask_signatories, cond=is_awaited).Default(this.end)
    ask_signatories = ForEach(current_turn).Next(this.sign)
    sign = (
        Ask(SignForm, actions.sign)
        .To(the_signatory, "подписант")
        .Titled("Подписать документ")
        .Event("signing")
        .Within(deadline_of, lapse=actions.lapse_signing)
        .InAbsence(AGAIN, actions.replace_signatory)
        .Inheriting()
        .WhileNeeded(paper_of, has_signed)
        .InBulk(basket.SIGNING, basket.show_requests, basket.signed_answer)
        .Next(this.turn_is_over)
    )
    turn_is_over = flow.Join(continue_on_condition=is_over).Next(this.is_awaited)
    end = flow.End()
