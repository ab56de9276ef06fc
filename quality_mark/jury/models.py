"""A question to the jury about a nomination."""

import pgtrigger
from django.db import models
from django.db.models import Q

from committee.models import AgendaItem
from documents.models import Document
from quality_mark.contests.nominations import Nomination


class JuryQuestion(models.Model):
    """A nomination before the jury: the item, the ranking it was put with; the latest one counts (CT-11, CT-13, CT-15)."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="questions")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="+", verbose_name="вопрос повестки жюри")
    sheet = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="рейтинговая ведомость")
    fingerprint = models.CharField("отпечаток рейтинга", max_length=64)
    put_at = models.DateTimeField("вынесен", auto_now_add=True)
    applied_at = models.DateTimeField("решение исполнено", null=True)
    needs_levels = models.BooleanField("жюри отступило от рейтинга, уровни вносит секретарь", default=False)
    is_overturned = models.BooleanField("возвращён комитетом или на проверку", default=False)

    class Meta:
        verbose_name = "вопрос жюри о номинации"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(is_overturned=False), name="one_live_question_a_nomination"
            ),
        ]
        triggers = [pgtrigger.Protect(name="jury_question_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.item}"
