"""Where an event is shown while it goes on, and where it can be seen afterwards."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models

from casework.guard import written_once
from events.occasions.models import Event
from events.sections.models import Session


class RecordingQuerySet(models.QuerySet["Recording"]):
    """Reading recordings."""

    def shown(self) -> Self:
        """Those that have not been taken away, in the order of the programme."""
        return self.filter(removed_at=None).select_related("session").order_by("session__starts_at", "pk")


class Recording(models.Model):
    """An address of a broadcast or a recording; taken away, it stays known that it was there."""

    class Kind(models.TextChoices):
        BROADCAST = "broadcast", "Трансляция"
        RECORDING = "recording", "Запись"

    event = models.ForeignKey(Event, models.PROTECT, related_name="recordings", verbose_name="мероприятие")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="recordings", verbose_name="секция")
    kind = models.CharField("что это", max_length=10, choices=Kind.choices)
    title = models.CharField("название", max_length=200, blank=True)
    url = models.URLField("адрес", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто добавил")
    at = models.DateTimeField("когда", auto_now_add=True)
    removed_at = models.DateTimeField("когда убрана", null=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = "трансляция или запись"
        verbose_name_plural = "трансляции и записи"
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="recording_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="recording_is_what_was_added", fields=["event", "session", "kind", "title", "url", "by", "at"]
            ),
            written_once("recording_is_removed_once", ["removed_at"]),
        ]

    def __str__(self) -> str:
        about = self.title or (str(self.session) if self.session else str(self.event))
        return f"{self.get_kind_display()}: {about}"
