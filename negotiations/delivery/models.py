"""Evidence of a delivery, its acceptance, and the case of delivering a contribution."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework import workdays
from casework.workdays import Term
from documents import files
from negotiations.contributions.models import Contribution
from programme.models import RegulatedCase, Regulation


class DeliveryEvidence(models.Model):
    """What the giver shows: a part or the whole, with a file kept under its hash."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="evidence", verbose_name="вклад")
    number = models.PositiveSmallIntegerField("порядок")
    is_whole = models.BooleanField("вклад передан полностью")
    volume = models.CharField("что и сколько передано", max_length=300)
    amount = models.DecimalField("на сумму, руб.", max_digits=14, decimal_places=2, null=True)
    delivered_on = models.DateField("дата передачи")
    name = models.CharField("имя файла", max_length=200)
    kind = models.CharField("вид файла", max_length=10)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто представил")
    at = models.DateTimeField("представлено", auto_now_add=True)

    class Meta:
        verbose_name = "подтверждение исполнения"
        verbose_name_plural = "подтверждения исполнения"
        ordering = ["contribution", "number"]
        constraints = [models.UniqueConstraint(fields=["contribution", "number"], name="evidence_number_once")]
        triggers = [pgtrigger.Protect(name="evidence_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.contribution}: подтверждение {self.number}"

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.contribution

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self}: файл"


class Acceptance(models.Model):
    """The receiver's answer to evidence, or its silence, which is an acceptance; at last the meeting's word on a dispute."""

    class How(models.TextChoices):
        ACCEPTED = "accepted", "принято получателем"
        SILENCE = "silence", "принято молчанием"
        DISPUTED = "disputed", "оспорено получателем"

    evidence = models.OneToOneField(DeliveryEvidence, models.PROTECT, related_name="acceptance")
    how = models.CharField("ответ", max_length=10, choices=How.choices)
    reason = models.TextField("причина", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("когда", auto_now_add=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="акт")

    class Meta:
        verbose_name = "приёмка"
        verbose_name_plural = "приёмки"
        constraints = [
            models.CheckConstraint(condition=~Q(how="disputed") | ~Q(reason=""), name="a_dispute_has_a_reason"),
            models.CheckConstraint(condition=Q(how="silence") | Q(by__isnull=False), name="acceptance_is_somebodys"),
        ]
        triggers = [pgtrigger.Protect(name="acceptance_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.evidence}: {self.get_how_display()}"


class ContributionCase(RegulatedCase):
    """How one committed contribution is delivered."""

    subject_field = "contribution"

    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="process")

    class Meta:
        verbose_name = "исполнение вклада"

    @classmethod
    def regulation_of(cls, subject: Contribution) -> Regulation:
        """That of the negotiations."""
        return subject.case.process.regulation

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.contribution} (дело № {self.contribution.case.number})"

    def term(self, name: str) -> Term:
        """The day of delivery stands in the contribution itself."""
        if name == "contribution.due":
            return Term(0, hard=True, until=workdays.end_of(Contribution.objects.get(pk=self.contribution_id).due))
        return self.regulation.term(name)
