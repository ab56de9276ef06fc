"""What experts of a blind case read instead of the original: written once, a better one is a new edition."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents import files
from expertise.expertises.models import Expertise
from expertise.frozen import insert_only


class BlindCopy(models.Model):
    """One edition of the redacted text; its files are rows of their own."""

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="blind_copies", verbose_name="экспертиза")
    edition = models.PositiveSmallIntegerField("редакция")
    sections = models.JSONField("разделы")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем подготовлено"
    )
    made_at = models.DateTimeField("подготовлено")

    class Meta:
        verbose_name = "обезличенные материалы"
        verbose_name_plural = "обезличенные материалы"
        ordering = ["expertise_id", "-edition"]
        constraints = [models.UniqueConstraint(fields=["expertise", "edition"], name="blind_edition_is_unique")]
        triggers = [*insert_only("blind_copy")]

    def __str__(self) -> str:
        return f"Обезличенные материалы, редакция {self.edition}: {self.expertise}"


class BlindFile(models.Model):
    """A file of the materials as experts get it: under a name that names nobody."""

    copy = models.ForeignKey(BlindCopy, models.PROTECT, related_name="files", verbose_name="обезличенные материалы")
    number = models.PositiveSmallIntegerField("номер")
    name = models.CharField("имя файла", max_length=60)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "обезличенный файл"
        verbose_name_plural = "обезличенные файлы"
        ordering = ["copy_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "number"], name="blind_file_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="blind_files_count_from_one"),
        ]
        triggers = [*insert_only("blind_file")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("blind_file", args=[self.pk])

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Expertise:
        """Whose bytes they are."""
        return self.copy.expertise

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.name} обезличенных материалов экспертизы {self.copy.expertise.number}"
