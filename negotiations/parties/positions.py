"""What the parties want and agree to, what the moderator has declared, and when the negotiations stood still (NG-02, NG-08, NG-09, NG-26)."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from journal.append_only import insert_only
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation


class PartyPositionQuerySet(models.QuerySet["PartyPosition"]):
    """How positions are read: the closed part never leaves the party and the moderator."""

    def told_to(self, person: Any) -> Self:
        """Positions whose public part the person may read: those at the table, the moderator, the offices."""
        return self.filter(party__case__in=Negotiation.objects.open_to(person))

    def disclosed_to(self, person: Any) -> Self:
        """Positions whose closed part the person may read: their own side's, and those of a case they moderate."""
        if not person.is_authenticated:
            return self.none()
        own = [int(key.split(":")[1]) for key in person.capacity_keys() if key.startswith("member:")]
        return self.filter(Q(party__organization__in=own) | Q(party__case__moderator=person))


class PartyPosition(models.Model):
    """What a party wants: a part for everybody at the table, and a closed part for the moderator alone. Written once."""

    party = models.OneToOneField(NegotiationParty, models.PROTECT, related_name="position", verbose_name="сторона")
    public_part = models.TextField("что сторона говорит всем")
    interests = models.TextField("интересы")
    conditions = models.TextField("условия", blank=True)
    red_lines = models.TextField("на что сторона не пойдёт", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто подал")
    at = models.DateTimeField("когда", auto_now_add=True)

    objects = PartyPositionQuerySet.as_manager()

    class Meta:
        verbose_name = "позиция стороны"
        verbose_name_plural = "позиции сторон"
        triggers = insert_only("party_position")

    def __str__(self) -> str:
        return f"Позиция: {self.party}"


class PartyConsent(models.Model):
    """A party agrees to what needs the consent of all essential ones; used up by one act."""

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
