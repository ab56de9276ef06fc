"""The course of a mandate that was claimed: the secretariat is asked to confirm it."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import Ask
from casework.roles import PLATFORM_SECRETARY
from programme.mandates import actions, forms
from programme.mandates.models import MandateCase


class MandateFlow(flow.Flow):
    """Подтверждение полномочий руководителя

    Секретарь площадки сверяет сведения об организации и документ и отвечает в срок; черновики можно готовить и до ответа.
    """

    process_class = MandateCase
    office = PLATFORM_SECRETARY
    process_title = "Подтверждение полномочий руководителя"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.confirm_mandate)
    confirm_mandate = (
        Ask(forms.ConfirmMandateForm, actions.decide)
        .Titled("Подтвердить полномочия")
        .To(PLATFORM_SECRETARY, "секретариат площадки")
        .Within("representation.confirm", consequence="заявитель не сможет подать готовую заявку.")
        .Next(this.end)
    )
    end = flow.End()
