"""An import: the rows of a file until somebody confirms them, the report of what came of them afterwards."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q


class Import(models.Model):
    """A table that was uploaded. Its cells are kept until it is performed or for a day, whatever comes first; the report stays."""

    kind = models.CharField("что загружается", max_length=20)
    file_name = models.CharField("файл", max_length=200)
    sha256 = models.CharField("SHA-256 файла", max_length=64)
    rows = models.JSONField("строки", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил")
    uploaded_at = models.DateTimeField("загружен")
    performed_at = models.DateTimeField("выполнен", null=True)
    report = models.JSONField("отчёт", default=list)

    class Meta:
        verbose_name = "загрузка таблицы"
        verbose_name_plural = "загрузки таблиц"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(performed_at=None, report=[]) | Q(performed_at__isnull=False, rows=[]) & ~Q(report=[]),
                name="import_keeps_cells_or_a_report",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="performed_import_is_final",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__performed_at__isnull=False),
            ),
            pgtrigger.ReadOnly(name="import_is_of_one_file", exclude=["rows", "performed_at", "report"]),
        ]

    def __str__(self) -> str:
        return self.file_name
