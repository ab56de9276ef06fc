"""The cases of the room: an edition, an amendment, a comment."""

from django.db import models

from programme.models import RegulatedCase, Regulation
from protocol.models.amendments import Amendment
from protocol.models.comments import Comment
from protocol.models.editions import ProtocolEdition


class EditionProcess(RegulatedCase):
    """The life of an edition, by the regulation in force when it was begun."""

    subject_field = "edition"

    edition = models.OneToOneField(ProtocolEdition, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о редакции Протокола"


class AmendmentProcess(RegulatedCase):
    """The handling of an amendment; its terms are those of the edition."""

    subject_field = "amendment"

    amendment = models.OneToOneField(Amendment, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о поправке"

    @classmethod
    def regulation_of(cls, subject: Amendment) -> Regulation:
        """That of its edition."""
        return subject.edition.case.regulation

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.amendment}: {self.amendment.author_name}"


class CommentProcess(RegulatedCase):
    """The check and the answer of a comment."""

    subject_field = "comment"

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело об отзыве"

    @classmethod
    def regulation_of(cls, subject: Comment) -> Regulation:
        """That of its edition."""
        return subject.article_text.edition.case.regulation

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.comment}, {self.comment.article_text.edition}"
