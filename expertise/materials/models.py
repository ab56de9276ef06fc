"""The pages of an office file of the materials, made once by the queue."""

from pathlib import Path

from django.db import models

from documents import files
from expertise.expertises.models import Expertise
from expertise.frozen import insert_only


class Preview(models.Model):
    """What became of one file of a case: the bytes with the hash `source` as a PDF, or nothing, if no pages could be made of them.

    The PDF says nothing that its source does not, and is no evidence: it is read by whoever may read the source, and the nightly look at the
    bytes (`keeps`) does not answer for it, as for no picture of a page. One that is damaged is not shown.
    """

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="previews", verbose_name="экспертиза")
    source = models.CharField("хеш файла", max_length=64)
    sha256 = models.CharField("хеш страниц", max_length=64, blank=True)
    made_at = models.DateTimeField("сделано")

    class Meta:
        verbose_name = "страницы офисного файла"
        verbose_name_plural = "страницы офисных файлов"
        ordering = ["expertise_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["expertise", "source"], name="one_preview_of_a_file")]
        triggers = [*insert_only("preview")]

    def __str__(self) -> str:
        return f"Страницы файла {self.source[:8]}: {self.expertise}"

    @property
    def path(self) -> Path:
        """Where the PDF lies, if there is one."""
        return files.path_of(self.sha256)
