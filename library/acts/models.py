"""The file of the act that has put a card in force."""

from pathlib import Path

from django.conf import settings
from django.db import models

from casework.guard import insert_only
from documents import files
from library.cards.models import Card


class CardActFile(models.Model):
    """The act as it was signed, kept under its hash."""

    card = models.OneToOneField(Card, models.PROTECT, related_name="act_file", verbose_name="карточка")
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто приложил")

    class Meta:
        verbose_name = "файл акта по карточке"
        verbose_name_plural = "файлы актов по карточкам"
        triggers = [*insert_only("act_file_of_a_card")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Card:
        """Whose bytes they are."""
        return self.card

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Акт: {self.card}"
