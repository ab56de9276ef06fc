"""The case of a comment."""

from django.db import models

from programme.models import RegulatedCase, Regulation
from protocol.comments.models import Comment


class CommentCase(RegulatedCase):
    """The check and the answer of a comment."""

    subject_field = "comment"

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело об отзыве"

    @classmethod
    def regulation_of(cls, subject: Comment) -> Regulation:
        """The regulation of its edition."""
        return subject.article_text.edition.case.regulation

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.comment}, {self.comment.article_text.edition}"
