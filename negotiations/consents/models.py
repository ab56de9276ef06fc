"""A party's consent to a short notice, an extension or a stop."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation


class PartyConsent(models.Model):
    """A party agrees to what needs the consent of all essential parties; a consent is used up by one act."""

    class Matter(models.TextChoices):
        SHORT_NOTICE = "short_notice", "извещение о раунде за два рабочих дня"
        EXTENSION = "extension", "продление переговоров"
        SUSPENSION = "suspension", "приостановка переговоров"

    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="consents", verbose_name="сторона")
    matter = models.CharField("на что согласна", max_length=20, choices=Matter.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    at = models.DateTimeField("когда", auto_now_add=True)
    used_at = models.DateTimeField("использовано", null=True)

    class Meta:
        verbose_name = "согласие стороны"
        verbose_name_plural = "согласия сторон"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "matter"], condition=Q(used_at=None), name="one_unused_consent_a_matter"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="party_consent_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="party_consent_is_final", exclude=["used_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_matter_display()}"

    @classmethod
    def missing(cls, negotiation: Negotiation, matter: str) -> list[NegotiationParty]:
        """Essential parties that have not agreed yet."""
        agreed = cls.objects.filter(matter=matter, used_at=None, party__case=negotiation).values("party_id")
        return list(negotiation.essential().exclude(pk__in=agreed))

    @classmethod
    def use(cls, negotiation: Negotiation, matter: str) -> None:
        """The act they agreed to has been done."""
        cls.objects.filter(matter=matter, used_at=None, party__case=negotiation).update(used_at=timezone.now())
