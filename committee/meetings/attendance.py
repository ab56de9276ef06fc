"""Who was at a sitting, and when."""

import pgtrigger
from django.conf import settings
from django.db import models

from casework.guard import no_truncate
from committee.bodies.models import BodyMember
from committee.meetings.models import Meeting


class Attendance(models.Model):
    """A member has come or gone: one insert-only row each time; the last one says whether they are in the room."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance", verbose_name="заседание")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="attendance", verbose_name="член")
    is_present = models.BooleanField("присутствует")
    at = models.DateTimeField("когда")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем записано"
    )

    class Meta:
        verbose_name = "явка"
        verbose_name_plural = "явка"
        ordering = ["pk"]
        indexes = [models.Index(fields=["meeting", "member", "-id"], name="attendance_last_word")]
        triggers = [
            pgtrigger.Protect(name="attendance_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            no_truncate("attendance_is_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {'пришёл' if self.is_present else 'ушёл'} {self.at:%d.%m.%Y %H:%M}"
