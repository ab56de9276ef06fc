"""Versions of the texts of the city."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from programme.texts.kinds import TextKind, kinds


class TextVersion(models.Model):
    """One version of a text: {part: words}. Never edited; who has agreed to it has agreed to these words."""

    code = models.CharField("текст", max_length=40)
    version = models.PositiveIntegerField("версия")
    text = models.JSONField("слова")
    valid_from = models.DateField("действует с")
    starts_at = models.DateTimeField("действует с момента")
    asks_again = models.BooleanField("согласившихся с прежней спросят снова", default=False)
    fingerprint = models.CharField("отпечаток", max_length=64)
    ground = models.CharField("основание", max_length=400, blank=True, default="")
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто записал"
    )

    class Meta:
        verbose_name = "версия текста"
        verbose_name_plural = "версии текстов"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="text_version_unique"),
            models.CheckConstraint(
                condition=Q(asks_again=False) | Q(code__startswith="consent."), name="only_consents_are_asked_again"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="text_version_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.title} (версия {self.version})"

    def get_absolute_url(self) -> str:
        return reverse("text_version", args=[self.code, self.version])

    @property
    def kind(self) -> TextKind:
        """Which text it is a version of."""
        return kinds()[self.code]

    @property
    def title(self) -> str:
        """What the text is called."""
        return self.kind.title

    @property
    def document(self) -> None:
        """The office writes texts by itself: no decision adopts them."""

    @property
    def is_shipped(self) -> bool:
        """Has it come with the system, so that nobody has written it?"""
        return self.version == 1

    @classmethod
    def latest(cls, code: str) -> "TextVersion":
        """The version written last, in force or not yet. Raises DoesNotExist."""
        return cls.objects.filter(code=code).order_by("-version")[:1].get()

    @classmethod
    def in_force(cls, code: str) -> "TextVersion":
        """The version in force at this moment; the first one, before any is."""
        rows = cls.objects.filter(code=code).order_by("-version")
        return rows.filter(starts_at__lte=timezone.now()).first() or rows.reverse()[:1].get()
