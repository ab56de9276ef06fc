"""Complaints of consumers about the holder of a Mark, and the inspections they open (регламент 3.3, «Контроль»)."""

from datetime import datetime
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django_fsm import FSMField, transition

from casework import roles
from casework.guard import guard_status
from documents.models import Document
from programme.access import keys_of
from quality_mark.marks.models import QualityMark

HEARERS = {roles.CONTEST_SECRETARY, roles.AUDITOR}


class MarkReview(models.Model):
    """An inspection of a holder: why, what was seen on the spot, what is to be done about it."""

    class Kind(models.TextChoices):
        COMPLAINTS = "complaints", "по жалобам потребителей"

    class Outcome(models.TextChoices):
        NOTHING = "nothing", "мер не требуется"
        SUSPENSION = "suspension", "внести вопрос о приостановлении"
        REVOCATION = "revocation", "внести вопрос об аннулировании"

    mark = models.ForeignKey(QualityMark, models.PROTECT, related_name="reviews", verbose_name="Знак")
    kind = models.CharField("основание", max_length=12, choices=Kind.choices, default=Kind.COMPLAINTS)
    opened_at = models.DateTimeField("назначена")
    held_on = models.DateField("проведена", null=True)
    present = models.TextField("кто участвовал", blank=True)
    findings = models.TextField("что установлено", blank=True)
    outcome = models.CharField("итог", max_length=12, choices=Outcome.choices, blank=True)
    act = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="акт проверки")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "проверка обладателя Знака"
        verbose_name_plural = "проверки обладателей Знака"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mark"], condition=Q(outcome=""), name="one_open_inspection_a_mark"),
            models.CheckConstraint(
                condition=Q(outcome="", held_on=None, act=None)
                | ~Q(outcome="") & Q(held_on__isnull=False, act__isnull=False) & ~Q(findings=""),
                name="inspection_is_recorded_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="inspection_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="recorded_inspection_keeps_its_findings",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.outcome <> '' AND (OLD.findings, OLD.outcome, OLD.held_on) "
                    "IS DISTINCT FROM (NEW.findings, NEW.outcome, NEW.held_on)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Проверка обладателя Знака № {self.mark.number}"

    def get_absolute_url(self) -> str:
        return self.mark.get_absolute_url()


class ComplaintQuerySet(models.QuerySet["MarkComplaint"]):
    """Which complaints somebody may read: they hold names and contacts."""

    def visible_to(self, person: Any) -> Self:
        """The secretary and the auditor; the author their own. Neither the holder nor the public."""
        if HEARERS & set(keys_of(person)):
            return self
        return self.filter(author_id=person.pk or 0)


@guard_status
class MarkComplaint(models.Model):
    """What a consumer complains of; who complains is for the secretary only."""

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Рассматривается"
        CONFIRMED = "confirmed", "Подтверждена"
        REJECTED = "rejected", "Не подтверждена"

    S = Status

    mark = models.ForeignKey(QualityMark, models.PROTECT, related_name="complaints", verbose_name="Знак")
    status = FSMField("состояние", default=Status.SUBMITTED, choices=Status.choices, protected=True)
    code = models.CharField("код для ответа", max_length=16, unique=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField("имя", max_length=200)
    contact = models.CharField("как связаться", max_length=200)
    consented_at = models.DateTimeField("согласие на обработку персональных данных")
    text = models.TextField("что случилось")
    address = models.CharField("откуда (хеш с ключом)", max_length=64)
    at = models.DateTimeField("поступила")
    answer = models.TextField("ответ", blank=True)
    answered_at = models.DateTimeField("рассмотрена", null=True)
    review = models.ForeignKey(
        MarkReview, models.PROTECT, null=True, related_name="complaints", verbose_name="проверка"
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = "жалоба потребителя"
        verbose_name_plural = "жалобы потребителей"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["address", "at"], name="complaints_from_an_address")]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "mark"], condition=Q(status="submitted"), name="one_open_complaint_a_person"
            ),
            models.CheckConstraint(
                condition=Q(status="submitted", answer="", answered_at=None)
                | ~Q(status="submitted") & ~Q(answer="") & Q(answered_at__isnull=False),
                name="considered_complaint_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(review=None) | Q(status="confirmed"), name="only_confirmed_complaints_are_inspected"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="complaint_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="complaint_is_final", fields=["mark", "author", "name", "contact", "text", "consented_at", "at"]
            ),
        ]

    def __str__(self) -> str:
        return f"Жалоба по Знаку № {self.mark.number}"

    def get_absolute_url(self) -> str:
        return reverse("complaint", args=[self.code])

    @property
    def number(self) -> str:
        """By what the author and the secretary name it."""
        return f"Ж-{timezone.localtime(self.at):%Y}-{self.pk:05d}"

    @property
    def is_open(self) -> bool:
        """Has nobody answered yet?"""
        return self.status == self.Status.SUBMITTED

    @transition(status, source=S.SUBMITTED, target=S.CONFIRMED)
    def confirm(self, at: datetime, answer: str) -> None:
        """The secretary finds it justified."""
        self.answer, self.answered_at = answer, at

    @transition(status, source=S.SUBMITTED, target=S.REJECTED)
    def reject(self, at: datetime, answer: str) -> None:
        """The secretary does not find it justified."""
        self.answer, self.answered_at = answer, at
