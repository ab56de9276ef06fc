"""A consortium: the agreement it stands on, its members with what each takes upon itself, until when it lasts."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.guard import frozen, written_once
from programme.models import Organization


class Consortium(models.Model):
    """Named and dated by its agreement; it works when two have joined, and ends once."""

    LEAST = 2

    title = models.CharField("название", max_length=200)
    about = models.TextField("чем занят")
    agreement = models.CharField("соглашение", max_length=300)
    since = models.DateField("с какого дня")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    opened_at = models.DateTimeField("когда внесён", auto_now_add=True)
    ended_on = models.DateField("прекращён", null=True)
    ground = models.CharField("почему прекращён", max_length=300, blank=True)

    class Meta:
        verbose_name = "консорциум"
        verbose_name_plural = "консорциумы"
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"], condition=Q(ended_on=None), name="consortium_title_once", violation_error_message="Такой консорциум уже есть."
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ground="") | Q(ended_on__gte=F("since")) & ~Q(ground=""),
                name="consortium_ends_for_a_reason",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="consortium_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="consortium_is_its_agreement", fields=["title", "about", "agreement", "since", "opened_by", "opened_at"]
            ),
            written_once("consortium_ends_once", ["ended_on"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consortium", args=[self.pk])


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Reading participants."""

    def joined(self) -> Self:
        """Those that everybody sees."""
        return self.filter(agreed_at__isnull=False, left_at=None)

    def asked(self) -> Self:
        """Those that have not answered."""
        return self.filter(agreed_at=None, left_at=None)


class Participant(models.Model):
    """An organisation that was asked; a member from its own answer until it leaves."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="participants", verbose_name="консорциум")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="организация")
    part = models.TextField("что берёт на себя")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто позвал")
    asked_at = models.DateTimeField("когда позвали", auto_now_add=True)
    agreed_at = models.DateTimeField("когда вступила", null=True)
    left_at = models.DateTimeField("когда вышла", null=True)
    reason = models.TextField("почему вышла", blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "участник консорциума"
        verbose_name_plural = "участники консорциумов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organization"], condition=Q(left_at=None), name="participant_once_in_a_consortium",
                violation_error_message="Эту организацию уже позвали.",
            ),
            models.CheckConstraint(condition=Q(left_at=None) | ~Q(reason=""), name="participant_leaves_for_a_reason"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="participant_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="participant_is_asked_first", operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__agreed_at__isnull=False) | pgtrigger.Q(new__left_at__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="participant_is_what_was_asked", fields=["consortium", "organization", "part", "asked_by", "asked_at"]
            ),
            written_once("participant_answers_once", ["agreed_at", "left_at"]),
            frozen("participant_who_left_stays_so", ["agreed_at", "reason"], pgtrigger.Q(old__left_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.organization.short_name

    def get_absolute_url(self) -> str:
        return reverse("consortium_answer", args=[self.pk])
