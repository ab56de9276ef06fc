"""Drafts of the conclusion, as they were sent to the applicant."""

from django.conf import settings
from django.db import models

from expertise.expertises.models import Expertise
from expertise.frozen import insert_only


class ConclusionDraft(models.Model):
    """An edition of the draft, as it was sent to the applicant (EX-14): frozen with all figures it showed."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="drafts", verbose_name="экспертиза")
    edition = models.PositiveSmallIntegerField("редакция")
    snapshot = models.JSONField("содержание")
    sent_at = models.DateTimeField("направлен")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")

    class Meta:
        verbose_name = "проект заключения"
        verbose_name_plural = "проекты заключения"
        ordering = ["expertise_id", "edition"]
        get_latest_by = "edition"
        constraints = [models.UniqueConstraint(fields=["expertise", "edition"], name="draft_edition_is_unique")]
        triggers = [*insert_only("draft")]

    def __str__(self) -> str:
        return f"Проект заключения, редакция {self.edition}: {self.expertise.number}"
