"""Files of an appeal."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from appeals.filing.models import Appeal
from casework.guard import insert_only
from documents import files


class AppealFile(models.Model):
    """A file a party has added to an appeal, kept under its hash."""

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="files", verbose_name="апелляция")
    name = models.CharField("имя файла", max_length=200)
    kind = models.CharField("вид файла", max_length=10)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    added_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "файл апелляции"
        verbose_name_plural = "файлы апелляций"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "sha256"],
                name="same_appeal_file_once",
                violation_error_message="Этот файл уже приложен.",
            )
        ]
        triggers = insert_only("appeal_file")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.appeal

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.appeal}: {self.name}"
