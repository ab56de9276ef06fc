"""Who sits at the table of a negotiation (NG-03…NG-05)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from programme.access import Visitor, keys_of
from programme.models import Organization, Sector


class NegotiationParty(models.Model):
    """An organisation at the table: asked, or taking part through its representative."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "предложена инициатором"
        INVITED = "invited", "приглашена"
        ACCEPTED = "accepted", "участвует"
        DECLINED = "declined", "отказалась"

    case = models.ForeignKey("negotiations.Negotiation", models.PROTECT, related_name="parties", verbose_name="дело")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="организация")
    sector = models.CharField("сектор", max_length=10, choices=Sector.choices)
    is_essential = models.BooleanField("обязательная", default=False)
    status = models.CharField("участие", max_length=10, choices=Status.choices, default=Status.INVITED)
    representative = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="представитель"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем приглашена"
    )
    reason = models.TextField("причина отказа", blank=True)
    replied_at = models.DateTimeField("ответила", null=True)

    class Meta:
        verbose_name = "сторона переговоров"
        verbose_name_plural = "стороны переговоров"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "organization"], name="a_party_sits_once"),
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="party_sector_known"),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "invited", "accepted", "declined"]), name="party_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(representative__isnull=False), name="a_party_speaks_through_somebody"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="party_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="party_is_who_it_is", fields=["case", "organization", "sector"]),
        ]

    def __str__(self) -> str:
        return self.organization.short_name

    @property
    def member_key(self) -> str:
        """Who works for the party."""
        return f"member:{self.organization_id}"

    @property
    def signer_key(self) -> str:
        """Who answers and signs for the party."""
        return f"signer:{self.organization_id}"

    def is_spoken_for_by(self, person: Visitor) -> bool:
        """May the person speak at the table for the party: its representative while they work there, or its signer."""
        keys = keys_of(person)
        return self.signer_key in keys or (self.representative_id == person.pk and self.member_key in keys)
