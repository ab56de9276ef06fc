"""A version of a kind of cards: never edited; a card keeps the one it began under."""

from functools import cached_property
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from library.kinds.rules import KindRule


class CardKindQuerySet(models.QuerySet["CardKind"]):
    """Reading kinds."""

    def in_force(self) -> Self:
        """The last version of each kind, in the order of their titles."""
        newest = self.order_by("code", "-version").distinct("code").values("pk")
        return self.filter(pk__in=newest).order_by("title")


class CardKind(models.Model):
    """What a card of the kind says, who proposes and keeps it, and which way it goes (`library.kinds.rules`)."""

    code = models.SlugField("код", max_length=30)
    version = models.PositiveIntegerField("версия")
    title = models.CharField("название", max_length=100)
    data = models.JSONField("данные")
    fingerprint = models.CharField("отпечаток", max_length=64)
    ground = models.CharField("основание", max_length=300, blank=True, default="")
    is_retired = models.BooleanField("новых карточек не вносят", default=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто записал"
    )
    added_at = models.DateTimeField("принята", auto_now_add=True)

    objects = CardKindQuerySet.as_manager()

    class Meta:
        verbose_name = "род карточек"
        verbose_name_plural = "роды карточек"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="card_kind_version_once",
                violation_error_message="Такую версию этого рода уже записали: откройте род снова.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="card_kind_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library_kind", args=[self.code])

    def get_version_url(self) -> str:
        """The page of this very version."""
        return reverse("card_kind_version", args=[self.code, self.version])

    @property
    def is_shipped(self) -> bool:
        """Has it come with the system, so that nobody has written it?"""
        return self.version == 1 and not self.ground

    @cached_property
    def rule(self) -> KindRule:
        """What its data mean."""
        return KindRule.read(self.data)
