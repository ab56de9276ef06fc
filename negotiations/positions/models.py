"""Positions of the parties, and who may read which part (NG-08)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from journal.append_only import insert_only
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.access import Visitor


class PartyPositionQuerySet(models.QuerySet["PartyPosition"]):
    """How positions are read: the closed part never leaves the party and the moderator."""

    def told_to(self, person: Visitor) -> Self:
        """Positions whose public part the person may read: those at the table, the moderator, the offices."""
        return self.filter(party__case__in=Negotiation.objects.open_to(person))

    def disclosed_to(self, person: Visitor) -> Self:
        """Positions whose closed part the person may read: their own side's, and those of a negotiation they moderate."""
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
