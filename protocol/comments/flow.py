"""A comment: checked before it is shown, answered by the editor (регламент 3.4, публичное обсуждение)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask
from protocol.comments import actions, forms
from protocol.comments.cases import CommentCase
from protocol.comments.models import Comment
from protocol.roles import EDITOR


def is_shown(activation: Activation) -> bool:
    """Has the moderator published it?"""
    return Comment.objects.filter(pk=activation.process.comment_id, is_published=True).exists()


class CommentFlow(flow.Flow):
    """Отзыв о статье

    Проверка перед публикацией и ответ.
    """

    process_class = CommentCase
    office = EDITOR[0]
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Отзыв написан").Next(this.moderate_comment)
    moderate_comment = (
        Ask(forms.ModerateForm, actions.moderate)
        .Titled("Проверить отзыв перед публикацией")
        .To(roles.CONTENT_MODERATOR, "модератор обсуждений")
        .Within("discussion.moderation")
        .Next(this.is_shown)
    )
    is_shown = flow.Switch().Case(this.reply_comment, cond=is_shown).Default(this.end)
    reply_comment = (
        Ask(forms.ReplyForm, actions.reply)
        .Titled("Ответить на отзыв")
        .To(*EDITOR)
        .Within("protocol.feedback")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
