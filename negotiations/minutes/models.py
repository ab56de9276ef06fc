"""A remark on the minutes of a round."""

from django.conf import settings
from django.db import models

from journal.append_only import insert_only
from negotiations.parties.models import NegotiationParty
from negotiations.rounds.models import Round


class RoundRemark(models.Model):
    """A party's remark on the minutes of a round, attached to them."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="remarks", verbose_name="раунд")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="+", verbose_name="сторона")
    text = models.TextField("замечание")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "замечание к протоколу раунда"
        constraints = [models.UniqueConstraint(fields=["round", "party"], name="one_remark_a_party")]
        triggers = insert_only("round_remark")

    def __str__(self) -> str:
        return f"{self.party}: {self.text}"
