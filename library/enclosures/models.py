"""A file in an edition of a card, kept under its hash."""

from pathlib import Path
from typing import ClassVar

from django.db import models
from django.urls import reverse

from casework.guard import insert_only
from documents import files
from library.cards.models import Card, CardEdition


class CardFile(models.Model):
    """The bytes that a field of an edition names; the edition itself holds their hash."""

    edition = models.ForeignKey(CardEdition, models.PROTECT, related_name="files", verbose_name="редакция")
    field = models.CharField("поле", max_length=32)
    name = models.CharField("имя файла", max_length=200)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "файл карточки"
        verbose_name_plural = "файлы карточек"
        constraints = [models.UniqueConstraint(fields=["edition", "field"], name="one_file_a_field")]
        triggers: ClassVar = [*insert_only("file_of_a_card")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("card_file", args=[self.pk])

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Card:
        """Whose bytes they are."""
        return self.edition.card

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.edition.card.kind}: {self.edition.card}"
