"""An attestation: who was taught what, how often they were there, with which result, until when it holds (programme 8.5)."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework import roles
from casework.guard import changes_with_status, guard_status, insert_only, written_once
from events.attestations.status import AttestationStatus
from events.registrations.models import Registration
from events.sections.models import Session
from programme.access import Visitor, holds
from programme.models import Role


class Presence(models.Model):
    """Somebody was at a lesson of a course."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="presences", verbose_name="запись")
    session = models.ForeignKey(Session, models.PROTECT, related_name="presences", verbose_name="занятие")

    class Meta:
        verbose_name = "присутствие на занятии"
        verbose_name_plural = "присутствие на занятиях"
        constraints = [models.UniqueConstraint(fields=["registration", "session"], name="present_once_at_a_lesson")]
        triggers = [*insert_only("presence_at_a_lesson")]

    def __str__(self) -> str:
        return f"{self.registration}: {self.session}"


class AttestationQuerySet(models.QuerySet["Attestation"]):
    """Reading attestations."""

    def in_force(self) -> Self:
        """Those by which a role may be given now."""
        return self.filter(status=Attestation.Status.VALID)

    def visible_to(self, person: Visitor) -> Self:
        """One's own; all of them to the head of training, the secretary of the committee and the auditor."""
        if holds(person, roles.TRAINING_HEAD, roles.COMMITTEE_SECRETARY, roles.AUDITOR):
            return self
        return self.filter(person=person.pk) if person.is_authenticated else self.none()


@guard_status
class Attestation(AttestationStatus):
    """One person's way through a course that opens a role. `attendance`, `result`: in per cent, as found at the last examination."""

    registration = models.OneToOneField(
        Registration, models.PROTECT, related_name="attestation", verbose_name="запись на курс"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attestations", verbose_name="кто обучается"
    )
    opens_role = models.CharField("к какой роли", max_length=30, choices=Role.choices)
    taught_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто вёл курс"
    )
    attendance = models.PositiveSmallIntegerField("явка, %", null=True)
    result = models.PositiveSmallIntegerField("итог из 100", null=True)
    retakes = models.PositiveSmallIntegerField("пересдач", default=0)
    examined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто аттестовал"
    )
    ground = models.TextField("причина", blank=True)
    certificate = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="удостоверение"
    )
    revoked_by = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="решение об отзыве"
    )

    objects = AttestationQuerySet.as_manager()

    class Meta:
        verbose_name = "аттестация"
        verbose_name_plural = "аттестации"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["person", "opens_role", "status"], name="attestations_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(examined_by=F("person")) & ~Q(examined_by=F("taught_by")) & ~Q(taught_by=F("person")),
                name="taught_examined_and_attested_are_three_people",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["valid", "expired", "revoked"])
                | Q(certificate__isnull=False, valid_to__isnull=False, attendance__isnull=False, result__isnull=False),
                name="attested_with_a_certificate",
            ),
            models.CheckConstraint(condition=Q(retakes__lte=1), name="attestation_is_retaken_once"),
            models.CheckConstraint(
                condition=~Q(status="revoked") | Q(revoked_by__isnull=False), name="revoked_by_a_decision"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="attestation_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="attestation_keeps_its_people", fields=["registration", "person", "opens_role", "taught_by"]
            ),
            written_once("attestation_is_certified_once", ["certificate", "revoked_by", "valid_to"]),
            changes_with_status(
                "attestation_is_found_by_its_moves", ["attendance", "result", "examined_by", "valid_to"]
            ),
        ]

    def __str__(self) -> str:
        return f"Аттестация: {self.get_opens_role_display()}"

    def get_absolute_url(self) -> str:
        return reverse("attestation", args=[self.pk])
