"""An additional agreement and the case of its signing."""

import pgtrigger
from django.db import models
from django.db.models import Q

from casework.guard import written_once
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions.models import Contribution
from negotiations.parties.models import NegotiationParty
from programme.models import RegulatedCase, Regulation


class Supplement(models.Model):
    """An additional agreement to one in force: other terms of a contribution (NG-28), its writing off (CB-13), the end of all (NG-30)."""

    class Purpose(models.TextChoices):
        AMEND = "amend", "изменить условия вклада"
        WRITE_OFF = "write_off", "списать вклад по согласию"
        TERMINATE = "terminate", "расторгнуть соглашение"

    agreement = models.ForeignKey(ContributionAgreement, models.PROTECT, related_name="supplements")
    purpose = models.CharField("зачем", max_length=10, choices=Purpose.choices)
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="supplements")
    claimed_by = models.ForeignKey(
        NegotiationParty, models.PROTECT, null=True, related_name="+", verbose_name="сторона"
    )
    ground = models.TextField("основание")
    value = models.DecimalField("новая оценка, руб.", max_digits=14, decimal_places=2, null=True)
    quantity = models.DecimalField("новое количество", max_digits=12, decimal_places=2, null=True)
    due = models.DateField("новый срок", null=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="дополнительное соглашение"
    )
    opened_at = models.DateTimeField("открыто", auto_now_add=True)
    applied_at = models.DateTimeField("вступило в силу", null=True)
    dropped_at = models.DateTimeField("отпало", null=True)

    class Meta:
        verbose_name = "дополнительное соглашение"
        verbose_name_plural = "дополнительные соглашения"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="terminate", contribution=None)
                | ~Q(purpose="terminate") & Q(contribution__isnull=False),
                name="a_supplement_is_about_a_contribution_or_all",
            ),
            models.CheckConstraint(condition=~Q(purpose="amend") | Q(due__isnull=False), name="amended_terms_are_told"),
            models.UniqueConstraint(
                fields=["agreement", "contribution"],
                condition=Q(applied_at=None, dropped_at=None),
                nulls_distinct=False,
                name="one_supplement_at_a_time",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="supplement_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="supplement_is_frozen", exclude=["document", "applied_at", "dropped_at"]),
            written_once("supplement_ends_once", ["document", "applied_at", "dropped_at"]),
        ]

    def __str__(self) -> str:
        return f"Дополнительное соглашение: {self.get_purpose_display()}"

    def get_absolute_url(self) -> str:
        return self.agreement.get_absolute_url()

    @property
    def is_over(self) -> bool:
        """Applied or dropped?"""
        return bool(self.applied_at or self.dropped_at)


class SupplementCase(RegulatedCase):
    """The signing of an additional agreement."""

    subject_field = "supplement"

    supplement = models.OneToOneField(Supplement, models.PROTECT, related_name="process")

    class Meta:
        verbose_name = "подписание дополнительного соглашения"

    @classmethod
    def regulation_of(cls, subject: Supplement) -> Regulation:
        """That of the negotiations."""
        return subject.agreement.case.process.regulation

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.supplement} — {self.supplement.agreement}"
