"""Days that the calendar library does not know, and the addresses at which people follow their terms."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F


class CalendarFeed(models.Model):
    """The address under which a person's calendar program reads their deadlines: only the hash of its key is kept."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+")
    key_hash = models.CharField("SHA-256 ключа", max_length=64, unique=True)
    renewed_at = models.DateTimeField("действует с")

    class Meta:
        verbose_name = "адрес календаря"
        verbose_name_plural = "адреса календарей"

    def __str__(self) -> str:
        return f"Календарь: {self.person}"


class CalendarDay(models.Model):
    """An exception the administrator knows and the library does not: a working Saturday, a day off by decree."""

    date = models.DateField("дата", primary_key=True)
    is_working = models.BooleanField("рабочий")
    ground = models.CharField("основание", max_length=200)

    class Meta:
        verbose_name = "день календаря"
        verbose_name_plural = "дни календаря"
        ordering = [F("date").desc()]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y}: {'рабочий' if self.is_working else 'нерабочий'}"

    @classmethod
    def exceptions(cls) -> dict[Any, bool]:
        """All exceptions at once: there are a few a year."""
        return dict(cls.objects.values_list("date", "is_working"))
