"""A matter and its case: the least a flow needs, so that what is measured is the engine and not a story."""

from django.db import models

from casework.cases import Case
from casework.workdays import Term


class Matter(models.Model):
    """What the benchmark's cases are about."""

    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.title


class SampleCase(Case):
    """The handling of one matter."""

    subject_field = "matter"

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="case")

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return self.matter.title

    def get_absolute_url(self) -> str:
        return f"/matters/{self.matter_id}/"

    def term(self, name: str) -> Term:
        """Every named deadline is ten working days long."""
        return Term(10)


class PlainEntry(models.Model):
    """A twin of the journal's table without triggers: what writing a row costs when nothing guards it."""

    subject = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    actor_id = models.BigIntegerField(null=True)
    capacity = models.CharField(max_length=200, blank=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    ground = models.TextField(blank=True)
    payload = models.JSONField(default=dict)
    payload_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["actor_id"]),
            models.Index(fields=["subject", "id"]),
            models.Index(fields=["at"]),
        ]

    def __str__(self) -> str:
        return self.title
