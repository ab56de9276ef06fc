"""Regulations as data: versions of deadlines, thresholds and rules, dated and with a fingerprint (регламент 3.6)."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pgtrigger
from django.db import models
from django.urls import reverse

from casework.workdays import Term
from programme.periods import today
from programme.regulations import rulebook

NUMBER = re.compile(r"-?\d+(\.\d+)?")
SHARE = re.compile(r"\d+/[1-9]\d*")


class Regulation(models.Model):
    """One version of the rules. Never edited: a change is a new version, and cases keep the one they began under."""

    MAIN = "main"

    code = models.CharField("код", max_length=20, default=MAIN)
    version = models.PositiveIntegerField("версия")
    title = models.CharField("название", max_length=300)
    valid_from = models.DateField("действует с")
    data = models.JSONField("данные")
    fingerprint = models.CharField("отпечаток", max_length=64)
    ground = models.CharField("основание", max_length=400, blank=True, default="")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="каким решением принята"
    )

    class Meta:
        verbose_name = "регламент"
        verbose_name_plural = "регламенты"
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="regulation_version_unique")]
        triggers = [pgtrigger.Protect(name="regulation_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.title} (версия {self.version})"

    def get_absolute_url(self) -> str:
        return reverse("regulation_version", args=[self.version])

    @property
    def is_shipped(self) -> bool:
        """Has it come with the system, so that no decision has adopted it?"""
        return self.version == 1 and self.document is None

    @classmethod
    def latest(cls) -> "Regulation":
        """The version adopted last, in force or not yet: what a change is a change of."""
        return cls.objects.filter(code=cls.MAIN).order_by("-version")[:1].get()

    @classmethod
    def in_force(cls, on: date | None = None) -> "Regulation":
        """The version in force on a day, today unless said otherwise."""
        known = cls.objects.filter(code=cls.MAIN, valid_from__lte=on or today())
        return known.order_by("-valid_from", "-version")[:1].get()

    def term(self, name: str) -> Term:
        """The length of a named deadline."""
        entry = self.data["deadlines"].get(name)
        if entry is None:
            raise KeyError(f"regulation {self.code} v{self.version} has no deadline {name!r}")
        return Term(entry["days"], entry["hard"], entry.get("calendar", False), entry["title"])

    def value(self, path: str) -> Any:
        """A rule by its dotted path (`expertise.weights.professional`).

        Numbers written as strings ("0.6") come back as Decimal, shares ("2/3") as Fraction, so that nothing is rounded.
        """
        node: Any = self.data
        for step in path.split("."):
            if not isinstance(node, dict) or step not in node:
                raise KeyError(f"regulation {self.code} v{self.version} has no value {path!r}")
            node = node[step]
        return _exact(node)

    def threshold_for(self, asked: Decimal | int) -> Decimal:
        """The score from which a proposal is recommended, by the sum asked from the city (регламент 3.2)."""
        for step in self.value("expertise.thresholds"):
            if step["up_to"] is None or Decimal(asked) <= step["up_to"]:
                return step["score"]
        raise LookupError("the last threshold of a regulation must be open")


def _exact(node: Any) -> Any:
    """Numbers written as strings become Decimal, shares become Fraction, at any depth."""
    if isinstance(node, str):
        return Decimal(node) if NUMBER.fullmatch(node) else Fraction(node) if SHARE.fullmatch(node) else node
    if isinstance(node, list):
        return [_exact(item) for item in node]
    if isinstance(node, dict):
        return {key: _exact(item) for key, item in node.items()}
    return node


def texts_of(fingerprints: Iterable[str]) -> dict[str, bytes]:
    """Fingerprint → canonical data of the versions that have one of these (`rule_texts` of the AppConfig)."""
    rows = Regulation.objects.filter(fingerprint__in=list(fingerprints))
    return {row.fingerprint: rulebook.canonical(row.data).encode() for row in rows}
