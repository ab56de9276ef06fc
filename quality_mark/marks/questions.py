"""Marks and diplomas as cases; questions to the committee about a Mark in force: suspend, restore, revoke (QM-03…QM-05)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from committee.models import AgendaItem
from documents.models import Document
from programme.models import RegulatedCase, Regulation
from quality_mark.marks.models import Diploma, QualityMark


class MarkQuestion(models.Model):
    """One question about one Mark: what is asked, on what ground, and what the committee has answered."""

    class Kind(models.TextChoices):
        SUSPENSION = "suspension", "приостановить Знак"
        RESTORATION = "restoration", "восстановить Знак"
        REVOCATION = "revocation", "аннулировать Знак"

    mark = models.ForeignKey(QualityMark, models.PROTECT, related_name="questions", verbose_name="Знак")
    kind = models.CharField("о чём", max_length=12, choices=Kind.choices)
    grounds = models.TextField("основания")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="+", verbose_name="вопрос повестки")
    material = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="акт проверки")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField("внесён")
    answered_at = models.DateTimeField("решён", null=True)

    class Meta:
        verbose_name = "вопрос о Знаке"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark"], condition=Q(answered_at=None), name="one_open_question_about_a_mark"
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="mark_question_has_grounds"),
        ]
        triggers = [
            pgtrigger.Protect(name="mark_question_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="mark_question_is_final", exclude=["answered_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.mark.number}"

    def get_absolute_url(self) -> str:
        return self.mark.get_absolute_url()


class MarkCase(RegulatedCase):
    """The life of one Mark, by the regulation in force when it was awarded."""

    subject_field = "mark"

    mark = models.OneToOneField(QualityMark, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о Знаке качества"

    @classmethod
    def regulation_of(cls, subject: QualityMark) -> Regulation:
        """That of the contest."""
        return subject.entry.contest.regulation

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"{self.mark} — «{self.mark.entry.title}»"

    def term(self, name: str) -> Term:
        """The term of the Mark ends on its own day, and it is called expiring some working days before."""
        if name == "mark.validity" and self.mark.valid_to:
            return Term(0, hard=True, until=workdays.end_of(self.mark.valid_to))
        if name == "mark.expiring" and self.mark.valid_to:
            days = self.regulation.term(name).days
            return Term(0, hard=True, until=workdays.end_of(workdays.back(self.mark.valid_to, days)))
        return self.regulation.term(name)


class DiplomaCase(Case):
    """A diploma until it is signed."""

    subject_field = "diploma"

    diploma = models.OneToOneField(Diploma, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о дипломе"

    def get_absolute_url(self) -> str:
        return self.diploma.entry.contest.get_absolute_url()

    def term(self, name: str) -> Term:
        """The contest's own terms."""
        return self.diploma.entry.contest.regulation.term(name)


class MarkQuestionCase(Case):
    """A question about a Mark on its way through the committee."""

    subject_field = "question"

    question = models.OneToOneField(MarkQuestion, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело по вопросу о Знаке"

    def term(self, name: str) -> Term:
        """The Mark's own terms."""
        return self.question.mark.case.term(name)
