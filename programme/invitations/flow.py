"""The course of an invitation: to represent an organisation, to take a role, a seat."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask
from casework.roles import PLATFORM_SECRETARY
from programme.invitations import actions, forms
from programme.invitations.models import InvitationCase


def invited(activation: Activation) -> str:
    """Whoever has confirmed the address the invitation was sent to."""
    return str(activation.process.invitation.addressee)


class InvitationFlow(flow.Flow):
    """Приглашение

    Представителем, исполнителем роли, членом органа становится только тот, кто сам принял приглашение; до этого не меняется ничего.
    """

    process_class = InvitationCase
    office = PLATFORM_SECRETARY
    process_title = "Приглашение"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.answer_invitation)
    answer_invitation = (
        Ask(forms.AnswerInvitationForm, actions.answer_invitation)
        .Titled("Ответить на приглашение")
        .To(invited, "приглашённый")
        .Within(
            "representation.answer",
            lapse=actions.lapse_invitation,
            consequence="приглашение перестанет действовать, ничего не изменится.",
        )
        .InAbsence("за приглашённого не отвечает никто: пригласивший отзовёт приглашение или его срок пройдёт.")
        .Next(this.end)
    )
    end = flow.End()
