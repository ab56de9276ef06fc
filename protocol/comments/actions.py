"""The public discussion: comments, their check before publication, the answers (KP-05, domain 2.2)."""

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from journal.record import record
from programme.models import Organization, Person
from protocol.comments.models import Comment
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition

UNCHECKED_MAX = 5  # so many comments of one person may wait for the moderator


def comment(text: ArticleText, *, by: Person, organization: Organization | None, words: str) -> Comment:
    """Write a comment on an article; the moderator checks it."""
    edition = ProtocolEdition.objects.get(pk=text.edition_id)
    if edition.status != ProtocolEdition.Status.PUBLIC_DISCUSSION:
        raise Refused("Обсуждение этой редакции не идёт: отзывы сейчас не принимаются.")
    if organization and f"member:{organization.pk}" not in by.capacity_keys():
        raise Refused("Говорить от организации могут её представители.")
    if Comment.objects.filter(author=by, moderated_at=None).count() >= UNCHECKED_MAX:
        raise Refused("Ваши прежние отзывы ещё проверяются. Подождите, пока их прочитает модератор.")
    if Comment.objects.filter(author=by, article_text=text, text=words).exists():
        raise Refused("Вы уже оставили такой отзыв к этой статье.")
    made = Comment.objects.create(article_text=text, author=by, organization=organization, text=words)
    record(made, "comment", f"Отзыв к статье {text.position} редакции № {edition.number}", by=by)
    door.open_case(made, by)
    return made


def moderate(comment: Comment, *, by: Person, outcome: str, reason: str = "") -> None:
    """Show the comment to everybody, or tell its author why not."""
    if comment.author_id == by.pk:
        raise Refused("Свой отзыв не проверяют.")
    comment.is_published, comment.moderated_at = outcome == "publish", timezone.now()
    comment.rejection = "" if comment.is_published else reason
    comment.save(update_fields=["is_published", "moderated_at", "rejection"])
    if comment.is_published:
        record(comment, "publish", "Отзыв опубликован", by=by)
        return
    record(comment, "reject", "Отзыв не опубликован", by=by, ground=reason)
    notify(
        f"person:{comment.author_id}", f"comment:{comment.pk}:rejected", "Ваш отзыв не опубликован",
        f"Причина: {reason} Вы можете написать отзыв заново, пока идёт обсуждение.", comment.get_absolute_url(),
    )  # fmt: skip


def reply(comment: Comment, *, by: Person, answer: str) -> None:
    """The editor answers; the answer stands under the comment and in the summary."""
    comment.answer, comment.answered_at = answer, timezone.now()
    comment.save(update_fields=["answer", "answered_at"])
    record(comment, "reply", "Дан ответ на отзыв", by=by, ground=answer)
    notify(
        f"person:{comment.author_id}",
        f"comment:{comment.pk}:answered",
        "На ваш отзыв ответили",
        answer,
        comment.get_absolute_url(),
    )
