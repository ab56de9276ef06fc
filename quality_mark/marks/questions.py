"""A question to the committee about a Mark in force: suspend, restore, revoke, annul (QM-03…QM-05, QM-11)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from committee.models import AgendaItem
from documents.models import Document
from quality_mark.marks.models import QualityMark


class MarkQuestion(models.Model):
    """One question about one Mark: what is asked, on what ground, and what the committee has answered."""

    class Kind(models.TextChoices):
        SUSPENSION = "suspension", "приостановить Знак"
        RESTORATION = "restoration", "восстановить Знак"
        REVOCATION = "revocation", "аннулировать Знак за нарушение"
        ANNULMENT = "annulment", "признать Знак недействительным"

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
        return f"{self.get_kind_display()}: {self.mark.number or self.mark}"

    def get_absolute_url(self) -> str:
        return self.mark.get_absolute_url()
