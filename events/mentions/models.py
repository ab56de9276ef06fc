"""An event is about something of another room, kept under its name in the journal."""

from django.conf import settings
from django.db import models

from casework.guard import insert_only
from events.occasions.models import Event


class Mention(models.Model):
    """What is shown or spoken of, as it was called on the day on which the organiser named it."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="mentions", verbose_name="мероприятие")
    key = models.CharField("ключ журнала", max_length=80, db_index=True)
    title = models.CharField("что это", max_length=300)
    url = models.CharField("страница", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто назвал")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "о чём мероприятие"
        verbose_name_plural = "о чём мероприятия"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "key"], name="named_once_at_an_event", violation_error_message="Это уже названо."
            )
        ]
        triggers = [*insert_only("mention_of_an_event")]

    def __str__(self) -> str:
        return self.title
