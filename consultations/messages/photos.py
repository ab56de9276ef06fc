"""Photographs with a message."""

from pathlib import Path
from typing import Any

from django.db import models
from django.urls import reverse

from casework.guard import insert_only
from consultations.messages.models import Message
from documents import files


class MessagePhoto(models.Model):
    """A photograph with a message, a JPG made by us, kept under its hash; it is shown to whoever reads the message."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="photos", verbose_name="сообщение")
    alt = models.CharField("что на снимке", max_length=300)
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "снимок к сообщению"
        verbose_name_plural = "снимки к сообщениям"
        ordering = ["pk"]
        triggers = [*insert_only("photo_of_a_message")]

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        return reverse("message_photo", args=[self.pk])

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.message

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Снимок к сообщению: {self.message}"
