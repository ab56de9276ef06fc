"""A citizen's answer to what is reported as done, once and for good."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from casework.guard import insert_only
from documents import files
from execution.undertakings.models import Undertaking


class Confirmation(models.Model):
    """«Вижу» or «не вижу», by one person, with words for whoever looks after it."""

    undertaking = models.ForeignKey(
        Undertaking, models.PROTECT, related_name="confirmations", verbose_name="что подтверждается"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    sees = models.BooleanField("видит")
    words = models.TextField("что видно", blank=True)
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "подтверждение жителя"
        verbose_name_plural = "подтверждения жителей"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["undertaking", "person"], name="one_confirmation_a_person")]
        triggers = [*insert_only("confirmation_of_a_citizen")]

    def __str__(self) -> str:
        return f"{'вижу' if self.sees else 'не вижу'}: {self.undertaking}"


class ConfirmationPhoto(models.Model):
    """A photograph beside the answer, kept under its hash; only those who look after the measure see it."""

    confirmation = models.OneToOneField(
        Confirmation, models.PROTECT, related_name="photo", verbose_name="подтверждение жителя"
    )
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "фотография жителя"
        verbose_name_plural = "фотографии жителей"
        triggers = [*insert_only("photo_of_a_citizen")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.confirmation.undertaking

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Фотография жителя: {self.confirmation.undertaking}"
