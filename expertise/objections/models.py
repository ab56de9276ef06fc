"""What the applicant answered to a draft, and the answer to that."""

import pgtrigger
from django.conf import settings
from django.db import models

from expertise.conclusions.models import ConclusionDraft
from expertise.frozen import never_deleted


class Objection(models.Model):
    """What the applicant answered to a draft (EX-15), and the coordinator's answer to an objection."""

    class Kind(models.TextChoices):
        AGREED = "agreed", "согласие"
        OBJECTED = "objected", "возражения"
        SILENT = "silent", "возражений в срок не поступило"
        CORRECTED = "corrected", "исправлено по решению апелляционной комиссии"

    draft = models.OneToOneField(ConclusionDraft, models.PROTECT, related_name="objection", verbose_name="проект")
    kind = models.CharField("ответ заявителя", max_length=10, choices=Kind.choices)
    text = models.TextField("возражения", blank=True)
    made_at = models.DateTimeField("получено")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )
    answer = models.TextField("ответ на возражения", blank=True)
    answered_at = models.DateTimeField("отвечено", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем отвечено"
    )

    class Meta:
        verbose_name = "ответ заявителя"
        verbose_name_plural = "ответы заявителя"
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(kind="objected") & ~models.Q(text=""))
                | (~models.Q(kind="objected") & models.Q(text="", answer="")),
                name="objection_has_a_text",
            )
        ]
        triggers = [
            *never_deleted("objection"),
            pgtrigger.ReadOnly(name="objection_is_final", fields=["draft", "kind", "text", "made_at", "made_by"]),
            pgtrigger.Protect(
                name="answer_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.draft}"

    @property
    def is_unanswered(self) -> bool:
        """Does somebody still owe an answer?"""
        return self.kind == self.Kind.OBJECTED and self.answered_at is None
