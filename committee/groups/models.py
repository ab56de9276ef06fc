"""What an organisation asks when it forms a group, and what became of it."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework import roles
from casework.guard import frozen
from committee.bodies.models import Body
from committee.roles import COMPOSERS
from programme.access import Visitor, holds, keys_of
from programme.models import Organization


class GroupRequestQuerySet(models.QuerySet["GroupRequest"]):
    """Reading requests."""

    def visible_to(self, person: Visitor) -> Self:
        """The people of the organisation, and the office that answers: whoever is named has not agreed yet."""
        if holds(person, *COMPOSERS, roles.AUDITOR):
            return self
        own = [int(key.partition(":")[2]) for key in keys_of(person) if key.startswith("member:")]
        return self.filter(organization__in=own)


class GroupRequest(models.Model):
    """A group that is to be: its name, what it is for, whom it invites; answered once."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Подтверждена"
        REFUSED = "refused", "Отказано"
        WITHDRAWN = "withdrawn", "Отозвана"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="организация")
    title = models.CharField("название", max_length=200)
    title_genitive = models.CharField("название в родительном падеже", max_length=200)
    purpose = models.TextField("зачем группа")
    ground = models.CharField("решение организации", max_length=200)
    places = models.JSONField("кого приглашают", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто просит")
    at = models.DateTimeField("когда попросили", auto_now_add=True)
    outcome = models.CharField("чем кончилось", max_length=10, choices=Outcome.choices, blank=True)
    answered_at = models.DateTimeField("когда отвечено", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто ответил"
    )
    reason = models.TextField("почему отказано", blank=True)
    body = models.OneToOneField(
        Body, models.PROTECT, null=True, related_name="group_request", verbose_name="образованная группа"
    )

    objects = GroupRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "просьба о группе"
        verbose_name_plural = "просьбы о группах"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None, body=None)
                | Q(outcome="confirmed", answered_at__isnull=False, body__isnull=False)
                | Q(outcome="refused", answered_at__isnull=False, body=None, answered_by__isnull=False) & ~Q(reason="")
                | Q(outcome="withdrawn", answered_at__isnull=False, body=None, answered_by__isnull=False, reason=""),
                name="group_request_is_answered_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="group_request_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="group_request_keeps_its_words",
                fields=["organization", "title", "title_genitive", "purpose", "ground", "places", "by", "at"],
            ),
            frozen(
                "group_request_is_answered_once",
                ["outcome", "answered_at", "answered_by", "reason", "body"],
                pgtrigger.Q(old__answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("group_request", args=[self.pk])


def unformed(person: Visitor) -> "models.QuerySet[GroupRequest]":
    """Requests the person may read that wait or were refused, but none that was taken back; a group that was formed speaks for itself."""
    rows = (
        GroupRequest.objects.filter(body=None)
        .exclude(outcome=GroupRequest.Outcome.WITHDRAWN)
        .select_related("organization")
    )
    return rows.visible_to(person)[:20] if person.is_authenticated else rows.none()


def leads(body: int, person: Visitor) -> str:
    """The key by which somebody signs for the organisation that has formed the group, while it works; empty for others."""
    rows = GroupRequest.objects.filter(body=body, body__closed_at=None).values_list("organization", flat=True)
    founder = rows.first() if person.is_authenticated else None
    key = f"signer:{founder}" if founder else ""
    return key if key and holds(person, key) else ""


def founder_of(body: Body) -> Organization | None:
    """The organisation that has formed a group itself; nothing for a body the office has founded."""
    request = GroupRequest.objects.filter(body=body).select_related("organization").first()
    return request.organization if request else None
