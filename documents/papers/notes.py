"""What the check page must say of a paper beside its own standing: what it certifies has been suspended, has run out, lives elsewhere."""

from django.db import models
from django.db.models import Q

from casework.guard import insert_only
from documents.papers.models import Document


class DocumentNote(models.Model):
    """A remark for everybody who checks the paper. Insert-only: the last one speaks, an empty one silences those before it."""

    class Kind(models.TextChoices):
        INFO = "info", "к сведению"
        WARNING = "warning", "предупреждение"
        ERROR = "error", "не действует"

    document = models.ForeignKey(Document, models.PROTECT, related_name="notes", verbose_name="документ")
    kind = models.CharField("вид", max_length=8, choices=Kind.choices, default=Kind.INFO)
    title = models.CharField("заголовок", max_length=200, blank=True)
    text = models.CharField("текст", max_length=400, blank=True)
    url = models.CharField("где подробнее", max_length=200, blank=True)
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "пометка на странице проверки"
        verbose_name_plural = "пометки на странице проверки"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(title="", text="", url="") | ~Q(title=""), name="note_has_a_title")
        ]
        triggers = insert_only("document_note")

    def __str__(self) -> str:
        return self.title
