"""A message: checked before it is shown, answered in term (programme 8.3)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Reentry
from casework.predicates import has_left, has_status
from consultations.messages import actions, forms
from consultations.messages.cases import MessageCase
from consultations.messages.models import Message
from journal.record import key

Status = Message.Status
MODERATOR = (roles.CONTENT_MODERATOR, "модератор обсуждений")


def own_key(activation: Activation) -> str:
    """The message, under its name in the journal."""
    return key(activation.process.message)


def author(activation: Activation) -> str:
    """Whoever has written it."""
    return f"person:{activation.process.message.author_id}"


def answerer(activation: Activation) -> str:
    """Whom it is addressed to, else whom the topic asks."""
    return str(activation.process.message.answerer)


def awaits_answer(activation: Activation) -> bool:
    """Is it shown, and of a kind that is answered?"""
    return Message.objects.needing_answer().filter(pk=activation.process.message_id).exists()


def is_rated(activation: Activation) -> bool:
    """Is its author asked whether the answer has helped? About what was said again nobody asks a third time."""
    message = Message.objects.get(pk=activation.process.message_id)
    return message.status == Status.ANSWERED and message.repeats_id is None


class MessageFlow(flow.Flow):
    """Сообщение в обсуждении

    Проверка перед показом и ответ.
    """

    process_class = MessageCase
    office = roles.CONTENT_MODERATOR
    process_title = "Сообщение в обсуждении"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Сообщение написано").Next(this.moderate_message)
    moderate_message = (
        Ask(forms.ModerateForm, actions.moderate)
        .Titled("Проверить сообщение перед показом")
        .To(*MODERATOR)
        .Within("message.moderation", consequence="сообщение войдёт в свод, даже если его проверят позже.")
        .WhileNeeded(own_key, has_left(Status.SUBMITTED))
        .Next(this.what_next)
    )
    what_next = (
        flow.Switch()
        .Case(this.fix_message, cond=has_status(Status.RETURNED))
        .Case(this.moderate_message, cond=has_status(Status.SUBMITTED))
        .Case(this.reply_message, cond=awaits_answer)
        .Default(this.end)
    )
    fix_message = (
        Ask(forms.FixForm, actions.fix)
        .Titled("Исправить сообщение")
        .To(author, "автор сообщения")
        .Within("message.fix", lapse=actions.let_go, consequence="сообщение не будет показано.")
        .WhileNeeded(own_key, has_left(Status.RETURNED))
        .InAbsence("за автора не отвечает никто: по окончании срока сообщение не будет показано.")
        .Next(this.what_next)
    )
    complained = Reentry("Автор жалуется на отказ").Next(this.review_complaint)
    review_complaint = (
        Ask(forms.ReviewComplaintForm, actions.review_complaint)
        .Titled("Рассмотреть жалобу на отказ")
        .To(*MODERATOR)
        .Within("message.complaint_review", consequence="дело будет отмечено просроченным.")
        .Next(this.what_next)
    )
    reply_message = (
        Ask(forms.ReplyForm, actions.reply)
        .Titled("Ответить на сообщение")
        .To(answerer, "тот, кого спрашивают")
        .Within("message.answer", consequence="просрочку увидят все.")
        .WhileNeeded(own_key, has_left(Status.SHOWN))
        .InAbsence("ответит другой представитель того же органа или организации.")
        .Next(this.is_answered)
    )
    is_answered = flow.Switch().Case(this.rate_answer, cond=is_rated).Default(this.end)
    rate_answer = (
        Ask(forms.RateForm, actions.rate)
        .Titled("Сказать, помог ли ответ")
        .To(author, "автор сообщения")
        .Within("message.follow_up", lapse=actions.leave_unrated, consequence="ответ останется без вашей оценки.")
        .WhileNeeded(own_key, has_left(Status.ANSWERED))
        .InAbsence("за автора не отвечает никто: по окончании срока ответ останется без оценки.")
        .Event("consultation:rate")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
