"""The term to object to going on under a new edition (регламент 3.4)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask
from protocol.continuations import actions, forms
from protocol.continuations.cases import ContinuationCase


def signer_key(activation: Any) -> str:
    """The capacity of whoever may sign for the organisation."""
    key: str = activation.process.continuation.signatory.signer_key
    return key


class ContinuationFlow(flow.Flow):
    """Участие, продолженное под новой редакцией

    Кого изменения не задевают, тот подписывать заново не обязан, но может возразить.
    """

    process_class = ContinuationCase
    office = roles.CLERK
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Annotation("Извещение о новой редакции").Next(this.answer_notice)
    answer_notice = (
        Ask(forms.AnswerNoticeForm, actions.answer_notice)
        .Titled("Ответить на извещение о новой редакции")
        .To(signer_key, "подписант организации")
        .Within("protocol.objection", lapse=actions.go_on, consequence="участие продолжится и под новой редакцией.")
        .InAbsence(COLLEAGUE)
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
