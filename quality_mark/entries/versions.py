"""What was entered, word for word, and the remarks to it."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from documents.models import Document
from quality_mark.entries.models import ContestApplication


class EntryVersion(models.Model):
    """What was submitted: frozen, with its hash; the experts read this and nothing else."""

    entry = models.ForeignKey(ContestApplication, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("версия")
    snapshot = models.JSONField("снимок", encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="расписка и заявка")
    submitted_at = models.DateTimeField("подана")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "версия конкурсной заявки"
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="entry_version_number_once")]
        triggers = [pgtrigger.Protect(name="entry_version_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.entry}, версия {self.number}"


class EntryRemark(models.Model):
    """What the secretary asks to mend, pinned to a field of a version."""

    version = models.ForeignKey(EntryVersion, models.PROTECT, related_name="remarks")
    field = models.CharField("место", max_length=40)
    text = models.TextField("замечание")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "field"], name="one_remark_a_place")]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"
