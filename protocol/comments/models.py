"""What people say about an article while an edition is discussed (domain 2.2, PublicComment)."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework import roles
from programme.access import holds
from programme.models import Organization
from protocol.editions.articles import ArticleText


class CommentQuerySet(models.QuerySet["Comment"]):
    """Which comments somebody may read."""

    def published(self) -> Self:
        """Comments the moderator has published."""
        return self.filter(is_published=True)

    def visible_to(self, person: Any) -> Self:
        """Published comments to everybody; one's own, and all of them to those who check them, in any state."""
        if holds(person, roles.CONTENT_MODERATOR, roles.PROTOCOL_EDITOR, roles.AUDITOR):
            return self
        own = Q(author=person.pk) if person.is_authenticated else Q(pk__in=[])
        return self.filter(Q(is_published=True) | own)


class Comment(models.Model):
    """A comment on an article: said by a person or for an organisation, checked before it is shown, answered by the editor."""

    article_text = models.ForeignKey(ArticleText, models.PROTECT, related_name="comments", verbose_name="статья")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто написал")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, related_name="+", verbose_name="от организации"
    )
    text = models.TextField("отзыв")
    at = models.DateTimeField("написан", auto_now_add=True)
    is_published = models.BooleanField("показан всем", null=True)
    moderated_at = models.DateTimeField("проверен", null=True)
    rejection = models.TextField("почему не показан", blank=True)
    answer = models.TextField("ответ", blank=True)
    answered_at = models.DateTimeField("когда дан ответ", null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "отзыв о статье"
        verbose_name_plural = "отзывы о статьях"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(is_published=False) | ~Q(rejection=""), name="rejection_has_a_reason"),
            models.CheckConstraint(condition=Q(answer="") | Q(is_published=True), name="only_shown_comments_answered"),
        ]
        triggers = [
            pgtrigger.Protect(name="comment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="comment_words_are_final", fields=["article_text", "author", "organization", "text", "at"]
            ),
        ]

    def __str__(self) -> str:
        return f"Отзыв к статье {self.article_text.position}"

    def get_absolute_url(self) -> str:
        return f"{self.article_text.article.get_absolute_url()}#comment-{self.pk}"

    @property
    def author_name(self) -> str:
        """The author as the public reads it: the organisation, or a resident without a name."""
        return self.organization.short_name if self.organization else "житель города"
