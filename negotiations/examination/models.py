"""Which version of a proposal went to which expertise."""

from django.db import models

from negotiations.applications.models import ProposalVersion
from negotiations.proposals.models import Proposal


class Examination(models.Model):
    """Which version went to which expertise, in which order."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="examinations")
    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="examinations")
    expertise = models.OneToOneField("expertise.Expertise", models.PROTECT, related_name="examination")
    ordered_at = models.DateTimeField("назначена", auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.expertise}"
