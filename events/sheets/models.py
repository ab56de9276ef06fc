"""The result of a course that opens no role, and the sheets of any course."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import insert_only
from events.occasions.models import Event
from events.registrations.models import Registration


class CourseResult(models.Model):
    """How somebody has finished a course that opens no role; where one does, the attestation says it."""

    registration = models.OneToOneField(
        Registration, models.PROTECT, related_name="course_result", verbose_name="запись на курс"
    )
    attendance = models.PositiveSmallIntegerField("явка, %")
    result = models.PositiveSmallIntegerField("итог из 100")
    is_passed = models.BooleanField("пройден")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто проверил")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "итог курса"
        verbose_name_plural = "итоги курсов"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attendance__lte=100, result__lte=100), name="course_result_is_of_hundred"
            )
        ]
        triggers = [
            *insert_only("course_result"),
            pgtrigger.Trigger(
                name="course_result_is_of_who_came_and_by_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF (SELECT status <> 'attended' OR person_id = NEW.by_id FROM events_registration WHERE id = NEW.registration_id) THEN
                        RAISE EXCEPTION 'a result of somebody who was not there, or of the own' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.result} из 100"


class Sheet(models.Model):
    """A paper with all results of a course as of a day; another one follows when a second try has changed them."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="sheets", verbose_name="курс")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+", verbose_name="ведомость")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "ведомость аттестации"
        verbose_name_plural = "ведомости аттестации"
        ordering = ["-pk"]
        triggers = [*insert_only("sheet_of_a_course")]

    def __str__(self) -> str:
        return f"Ведомость: {self.event}"
