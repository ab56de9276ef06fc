"""How a supported proposal is carried out: the facts its case is about."""

import pgtrigger
from django.db import models
from django.db.models import QuerySet

from execution.models import Report, Undertaking
from negotiations.contributions.models import Contribution, ContributionQuerySet
from negotiations.proposals.models import Proposal
from programme.models import RegulatedCase, Regulation


class Implementation(models.Model):
    """What became of a supported proposal; called off when an appeal takes the support back.

    Its project is an undertaking of the applicant, its stages are parts of it.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="implementations", verbose_name="предложение")
    called_off_at = models.DateTimeField("отменена", null=True)
    project = models.OneToOneField(Undertaking, models.PROTECT, null=True, related_name="+", verbose_name="проект")
    schedule = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="план-график"
    )
    act = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="акт о завершении"
    )
    termination_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос о прекращении"
    )

    class Meta:
        verbose_name = "реализация проекта"
        verbose_name_plural = "реализация проектов"
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(called_off_at=None), name="one_implementation_at_a_time"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="implementation_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="implementation_is_of_one_proposal", fields=["proposal"]),
        ]

    def __str__(self) -> str:
        return f"Реализация проекта «{self.proposal.title}»"

    def get_absolute_url(self) -> str:
        return self.proposal.get_absolute_url()

    @property
    def contributions(self) -> ContributionQuerySet:
        """What agreements have bound others to give."""
        return Contribution.objects.bound().filter(case__proposal=self.proposal_id)

    @property
    def has_open_contributions(self) -> bool:
        """Is something promised that is neither given nor written off? It holds the end of the project (PP-31)."""
        return self.contributions.standing().exclude(status__in=Contribution.CLOSED).exists()

    @property
    def may_begin(self) -> bool:
        """PP-30: the first contribution is confirmed; where nobody had to contribute, the first stage is accepted."""
        if self.contributions.exists():
            given = (Contribution.Status.DELIVERED, Contribution.Status.PARTIALLY_DELIVERED)
            return self.contributions.filter(status__in=given).exists()
        stages = Undertaking.objects.filter(parent=self.project_id, status__in=Undertaking.FULFILLED)
        return self.project_id is not None and stages.exists()

    @property
    def reports(self) -> "QuerySet[Report]":
        """On the project and its stages."""
        parts = Undertaking.objects.filter(parent=self.project_id)
        return Report.objects.filter(undertaking=self.project_id) | Report.objects.filter(undertaking__in=parts)


class ImplementationCase(RegulatedCase):
    """The case of carrying a project out, by the regulation of its proposal."""

    subject_field = "implementation"
    about = "proposal.organization_id"

    implementation = models.OneToOneField(Implementation, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о реализации"
        verbose_name_plural = "дела о реализации"

    @classmethod
    def regulation_of(cls, subject: Implementation) -> Regulation:
        """That of the proposal."""
        return subject.proposal.case.regulation

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"Реализация № {self.implementation.proposal.number} «{self.implementation.proposal.title}»"
