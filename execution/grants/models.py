"""A grant and its tranches."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework import workdays
from casework.guard import changes_with_status, frozen, guard_status
from documents import files
from execution.grants.status import TrancheStatus
from execution.undertakings.models import Undertaking
from programme.models import Organization

ALWAYS = pgtrigger.Q(old__id__isnull=False)


class Grant(models.Model):
    """Money that somebody outside gives for something named, by an agreement."""

    title = models.CharField("на что", max_length=300)
    donor = models.CharField("кто даёт", max_length=300)
    agreement = models.CharField("соглашение", max_length=300)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="grants", verbose_name="ответственная организация"
    )
    undertaking = models.OneToOneField(
        Undertaking, models.PROTECT, related_name="grant", verbose_name="исполнение гранта"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    created_at = models.DateTimeField("внесён", auto_now_add=True)

    class Meta:
        verbose_name = "грант"
        verbose_name_plural = "гранты"
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(name="grant_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="grant_is_of_its_agreement", fields=["title", "donor", "agreement", "organization", "undertaking", "created_by"]
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("grant", args=[self.pk])


@guard_status
class Tranche(TrancheStatus):
    """A part of a grant, with the day by which it comes and the day by which its use is reported."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="tranches", verbose_name="грант")
    number = models.PositiveSmallIntegerField("номер")
    amount = models.DecimalField("сумма, ₽", max_digits=14, decimal_places=2)
    due_on = models.DateField("ожидается до")
    report_due_on = models.DateField("отчёт до")
    ended_ground = models.TextField("почему не поступит или возвращён", blank=True)

    class Meta:
        verbose_name = "транш"
        verbose_name_plural = "транши"
        ordering = ["grant", "number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="tranche_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tranche_is_not_nothing"),
            models.CheckConstraint(condition=Q(report_due_on__gte=F("due_on")), name="tranche_is_reported_after_it_comes"),
            models.CheckConstraint(
                condition=~Q(status__in=["refunded", "cancelled"]) | ~Q(ended_ground=""), name="tranche_ends_on_a_ground"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="tranche_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="tranche_is_what_was_agreed", fields=["grant", "number", "amount", "due_on", "report_due_on"]
            ),
            changes_with_status("end_of_a_tranche_is_of_its_moves", ["ended_ground"]),
        ]

    def __str__(self) -> str:
        return f"Транш {self.number}: {self.grant}"

    def get_absolute_url(self) -> str:
        return f"{self.grant.get_absolute_url()}#tranche-{self.number}"

    @property
    def is_late(self) -> bool:
        """Has the day passed on which it was to come, or on which its report was owed?"""
        today = workdays.local_date()
        is_awaited = self.status == self.Status.PLANNED and self.due_on < today
        return is_awaited or (self.status in self.OWED and self.report_due_on < today)


class TrancheReport(models.Model):
    """A copy of what was reported to the donor, kept under its hash, and what the donor has answered."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "принят"
        RETURNED = "returned", "возвращён с замечаниями"

    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="reports", verbose_name="транш")
    number = models.PositiveSmallIntegerField("порядок")
    text = models.TextField("на что израсходовано")
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто отчитался")
    at = models.DateTimeField("когда", auto_now_add=True)
    outcome = models.CharField("ответ донора", max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField("письмо донора", blank=True)

    class Meta:
        verbose_name = "отчёт донору"
        verbose_name_plural = "отчёты донорам"
        ordering = ["tranche", "number"]
        constraints = [
            models.UniqueConstraint(fields=["tranche", "number"], name="report_of_a_tranche_once"),
            models.CheckConstraint(condition=Q(outcome="", answer="") | ~Q(outcome="") & ~Q(answer=""), name="donor_answers_whole"),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="report_to_a_donor_is_never_deleted", operation=pgtrigger.Delete),
            frozen("report_to_a_donor_keeps_its_words", ["tranche", "number", "text", "name", "size", "sha256", "by", "at"], ALWAYS),
            frozen("answer_of_a_donor_is_given_once", ["outcome", "answer"], ~pgtrigger.Q(old__outcome="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.tranche}: отчёт {self.number}"

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.tranche

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return str(self)
