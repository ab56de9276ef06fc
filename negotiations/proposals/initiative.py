"""The initiative of committee members to hear a proposal against the conclusion (PP-24)."""

import pgtrigger
from django.conf import settings
from django.db import models

from negotiations.proposals.models import Proposal


class InitiativeSignature(models.Model):
    """A committee member who wants to hear a proposal against the conclusion (PP-24)."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="initiative")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reasons = models.TextField("мотивы")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="initiative_signed_once")]
        triggers = [pgtrigger.Protect(name="initiative_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.member}: {self.proposal}"
