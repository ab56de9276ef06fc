"""A report of pressure: read by whoever has told it and by the office the regulation names, by nobody else."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import written_once
from casework.roles import EXPERTISE_COORDINATOR
from expertise.frozen import never_deleted
from programme.access import Visitor, keys_of
from programme.models import Regulation


def office() -> str:
    """The capacity key of the office that reads the reports, by the regulation in force."""
    return f"role:{Regulation.in_force().value('expertise.pressure_office')}"


def is_office(person: Visitor) -> bool:
    """Does the visitor read the reports? Whoever leads expertises does not, whatever else they hold."""
    keys = keys_of(person)
    return office() in keys and EXPERTISE_COORDINATOR not in keys


class PressureReportQuerySet(models.QuerySet["PressureReport"]):
    """How reports are found."""

    def visible_to(self, person: Visitor) -> Self:
        """All for the office, one's own for everybody else."""
        if is_office(person):
            return self.all()
        return self.filter(reporter=person) if person.is_authenticated else self.none()


class PressureReport(models.Model):
    """Who was pressed, about what, how; and what the office has done about it."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Подтвердилось, меры приняты"
        FORWARDED = "forwarded", "Передано в компетентный орган"
        UNCONFIRMED = "unconfirmed", "Не подтвердилось"

    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто сообщил")
    matter = models.CharField("о каком деле", max_length=300)
    text = models.TextField("что произошло")
    reported_at = models.DateTimeField("сообщено")
    outcome = models.CharField("чем кончилось", max_length=12, choices=Outcome.choices, blank=True)
    answer = models.TextField("ответ", blank=True)
    answered_at = models.DateTimeField("отвечено", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )

    objects = PressureReportQuerySet.as_manager()

    class Meta:
        verbose_name = "сообщение о давлении"
        verbose_name_plural = "сообщения о давлении"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(outcome="") & ~Q(answer=""),
                name="pressure_is_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=models.F("reporter")), name="nobody_answers_themselves"
            ),
        ]
        triggers = [
            *never_deleted("pressure"),
            pgtrigger.ReadOnly(name="pressure_keeps_its_words", fields=["reporter", "matter", "text", "reported_at"]),
            written_once("pressure_is_answered_once", ["answered_at", "answered_by"]),
            pgtrigger.Protect(
                name="pressure_answer_is_final", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__outcome="")
            ),
        ]

    def __str__(self) -> str:
        return f"Сообщение № {self.pk}"
