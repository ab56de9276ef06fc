"""Who holds an event together with the organiser, and what each takes upon itself."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework.guard import written_once
from events.occasions.models import Event
from programme.models import Organization


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Reading partners."""

    def agreed(self) -> Self:
        """Those that everybody sees."""
        return self.filter(agreed_at__isnull=False, left_at=None)

    def asked(self) -> Self:
        """Those that have not answered."""
        return self.filter(agreed_at=None, left_at=None)


class Partner(models.Model):
    """An organisation that was asked; named to others when it has agreed, and until it leaves."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="partners", verbose_name="мероприятие")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="организация")
    part = models.TextField("что берёт на себя")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто позвал")
    asked_at = models.DateTimeField("когда позвали", auto_now_add=True)
    agreed_at = models.DateTimeField("когда согласилась", null=True)
    left_at = models.DateTimeField("когда отказалась", null=True)
    reason = models.TextField("почему отказалась", blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "соорганизатор"
        verbose_name_plural = "соорганизаторы"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organization"], condition=Q(left_at=None), name="partner_once_at_an_event",
                violation_error_message="Эту организацию уже позвали.",
            ),
            models.CheckConstraint(condition=Q(left_at=None) | ~Q(reason=""), name="partner_leaves_for_a_reason"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="partner_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="partner_is_asked_first", operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__agreed_at__isnull=False) | pgtrigger.Q(new__left_at__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="partner_is_what_was_asked", fields=["event", "organization", "part", "asked_by", "asked_at"]
            ),
            written_once("partner_answers_once", ["agreed_at", "left_at"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.organization.short_name

    def get_absolute_url(self) -> str:
        return reverse("event_partner_answer", args=[self.pk])
