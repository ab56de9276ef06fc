"""Frozen bytes of a document."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from casework.guard import no_truncate
from documents import archive


class DocumentFile(models.Model):
    """Frozen bytes in the archive: stored once under their hash, never changed (I-19)."""

    class Role(models.TextChoices):
        ORIGINAL = "original", "Подлинник"
        RENDITION = "rendition", "Копия с отметками о подписях"
        SNAPSHOT = "snapshot", "Данные документа (JSON)"
        PUBLIC = "public", "Публичная копия без имён"

    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="files", verbose_name="документ")
    role = models.CharField("что это", max_length=10, choices=Role.choices)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("размер, байт")
    pages = models.PositiveSmallIntegerField("страниц", default=0)
    stored_at = models.DateTimeField("сохранён")

    class Meta:
        verbose_name = "файл документа"
        verbose_name_plural = "файлы документов"
        constraints = [
            models.UniqueConstraint(fields=["document", "role"], name="one_file_of_a_role"),
            models.UniqueConstraint(
                fields=["sha256"], condition=~Q(role="snapshot"), name="bytes_belong_to_one_document"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$", size__gt=0), name="file_has_hash_and_size"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="file_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            no_truncate("files_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.sha256[:12]}"

    @property
    def suffix(self) -> str:
        """What kind of file it is."""
        return "json" if self.role == self.Role.SNAPSHOT else "pdf"

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return archive.path_of(self.sha256, self.suffix)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.document

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.document}: {self.get_role_display()}"
