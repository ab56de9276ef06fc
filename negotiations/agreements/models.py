"""The agreement about counter-contributions: its clauses and the papers issued for it."""

from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from negotiations.contributions.models import Contribution
from negotiations.talks.models import Negotiation
from programme.access import Visitor
from programme.models import RegulatedCase, Regulation

if TYPE_CHECKING:
    from negotiations.disagreements.models import Disagreement


class AgreementQuerySet(models.QuerySet["ContributionAgreement"]):
    """How agreements are read."""

    def visible_to(self, person: Visitor) -> Self:
        """Those in force to everybody; others to whoever follows the negotiation."""
        return self.filter(Q(outcome="in_force") | Q(case__in=Negotiation.objects.open_to(person)))

    def under_way(self) -> Self:
        """Still being written, argued about or signed."""
        return self.filter(outcome="")

    def in_force(self) -> Self:
        """Those that bind their parties."""
        return self.filter(outcome="in_force", ended_at=None)


class ContributionAgreement(models.Model):
    """One attempt at a text; where it stands in law is told by the status of its case, how it ended by `outcome`."""

    class Outcome(models.TextChoices):
        IN_FORCE = "in_force", "вступило в силу"
        ROUND = "round", "вынесено на согласительный раунд"
        DROPPED = "dropped", "не заключено"

    case = models.ForeignKey(Negotiation, models.PROTECT, related_name="agreements", verbose_name="дело")
    attempt = models.PositiveSmallIntegerField("попытка", default=1)
    edition = models.PositiveSmallIntegerField("редакция текста", default=1)
    valid_until = models.DateField("действует до", null=True)
    settlements = models.PositiveSmallIntegerField("предложений об улаживании", default=0)
    outcome = models.CharField("чем кончилось", max_length=10, choices=Outcome.choices, blank=True)
    settled_at = models.DateTimeField("кончилось", null=True)
    ended_at = models.DateTimeField("исполнено или расторгнуто", null=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="соглашение"
    )
    disagreements_paper = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="протокол разногласий"
    )
    matrix = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="матрица интересов и вкладов"
    )
    begun_at = models.DateTimeField("начато", auto_now_add=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "соглашение о встречных вкладах"
        verbose_name_plural = "соглашения о встречных вкладах"
        ordering = ["case", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["case", "attempt"], name="agreement_attempt_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(outcome=""), name="one_agreement_under_way_a_case"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None) | ~Q(outcome="") & Q(settled_at__isnull=False),
                name="agreement_settled_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="in_force") | Q(document__isnull=False), name="agreement_in_force_has_its_paper"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="agreement_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="agreement_outcome_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.outcome <> '' AND OLD.outcome <> NEW.outcome"),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"Соглашение № {self.document.number}"
            if self.document
            else f"Проект соглашения по делу № {self.case.number}"
        )

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.pk])

    @property
    def is_settled(self) -> bool:
        """Has it ended one way or another?"""
        return bool(self.outcome)

    def open_disagreements(self) -> "models.QuerySet[Disagreement]":
        """What is still argued about by somebody without whom nothing is decided."""
        return self.disagreements.filter(settled_at=None, party__is_essential=True)


class AgreementClause(models.Model):
    """A numbered clause of the text; one about a contribution knows which."""

    agreement = models.ForeignKey(ContributionAgreement, models.PROTECT, related_name="clauses")
    section = models.CharField("раздел", max_length=100)
    position = models.PositiveSmallIntegerField("порядок")
    number = models.CharField("номер", max_length=10)
    text = models.TextField("текст")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="clauses")
    dropped_at = models.DateTimeField("снят", null=True)

    class Meta:
        verbose_name = "пункт соглашения"
        verbose_name_plural = "пункты соглашения"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="clause_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="clause_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"


class AgreementPaper(models.Model):
    """A paper issued for the agreement, a refused or lapsed one included: which numbers it has had."""

    agreement = models.ForeignKey(ContributionAgreement, models.PROTECT, related_name="papers")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField("редакция")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document)


class AgreementCase(RegulatedCase):
    """How one text is agreed on and signed."""

    subject_field = "agreement"

    agreement = models.OneToOneField(ContributionAgreement, models.PROTECT, related_name="process")

    class Meta:
        verbose_name = "согласование и подписание соглашения"

    @classmethod
    def regulation_of(cls, subject: ContributionAgreement) -> Regulation:
        """That of the negotiations."""
        return subject.case.process.regulation

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"Соглашение о вкладах по делу № {self.agreement.case.number} «{self.agreement.case.proposal.title}»"


def current(negotiation: Any) -> ContributionAgreement | None:
    """The last attempt at an agreement in a negotiation."""
    return ContributionAgreement.objects.filter(case=negotiation).order_by("-attempt").first()
