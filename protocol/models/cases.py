"""The cases of the room: an edition, an amendment, a comment."""

from typing import Self

from django.db import models
from viewflow.workflow.models import Process

from casework.workdays import Term
from programme.models import Regulation
from protocol.models.amendments import Amendment
from protocol.models.comments import Comment
from protocol.models.editions import ProtocolEdition


class EditionProcess(Process):
    """The life of an edition, by the regulation in force when it was begun."""

    edition = models.OneToOneField(ProtocolEdition, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело о редакции Протокола"

    @classmethod
    def for_subject(cls, edition: ProtocolEdition) -> Self:
        """A new case (unsaved), with the regulation in force pinned."""
        return cls(edition=edition, regulation=Regulation.in_force())

    @property
    def subject(self) -> ProtocolEdition:
        """What the case is about."""
        return self.edition

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return str(self.edition)

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline."""
        return self.regulation.term(name)


class AmendmentProcess(Process):
    """The handling of an amendment; its terms are those of the edition."""

    amendment = models.OneToOneField(Amendment, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело о поправке"

    @classmethod
    def for_subject(cls, amendment: Amendment) -> Self:
        """A new case (unsaved), by the regulation of its edition."""
        return cls(amendment=amendment, regulation=amendment.edition.case.regulation)

    @property
    def subject(self) -> Amendment:
        """What the case is about."""
        return self.amendment

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.amendment}: {self.amendment.author_name}"

    def get_absolute_url(self) -> str:
        return self.amendment.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline."""
        return self.regulation.term(name)


class CommentProcess(Process):
    """The check and the answer of a comment."""

    comment = models.OneToOneField(Comment, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело об отзыве"

    @classmethod
    def for_subject(cls, comment: Comment) -> Self:
        """A new case (unsaved), by the regulation of its edition."""
        return cls(comment=comment, regulation=comment.article_text.edition.case.regulation)

    @property
    def subject(self) -> Comment:
        """What the case is about."""
        return self.comment

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.comment}, {self.comment.article_text.edition}"

    def get_absolute_url(self) -> str:
        return self.comment.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline."""
        return self.regulation.term(name)
