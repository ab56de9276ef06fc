"""Versions of the lists of the city."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from programme.lists.kinds import Kind, kinds


class ListVersion(models.Model):
    """One version of a list: all its rows, those that have ended too. Never edited; whatever began under a version keeps its words."""

    code = models.CharField("перечень", max_length=20)
    version = models.PositiveIntegerField("версия")
    rows = models.JSONField("строки")
    valid_from = models.DateField("действует с")
    starts_at = models.DateTimeField("действует с момента")
    fingerprint = models.CharField("отпечаток", max_length=64)
    ground = models.CharField("основание", max_length=400, blank=True, default="")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="каким решением принята"
    )
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто записал"
    )

    class Meta:
        verbose_name = "версия перечня"
        verbose_name_plural = "версии перечней"
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="list_version_unique")]
        triggers = [
            pgtrigger.Protect(name="list_version_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="a_code_never_leaves_its_list",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM programme_listversion v, jsonb_array_elements(v.rows) old_row
                        WHERE v.code = NEW.code AND v.version = NEW.version - 1 AND NOT EXISTS (
                            SELECT 1 FROM jsonb_array_elements(NEW.rows) new_row
                            WHERE new_row ->> 'code' = old_row ->> 'code')
                    ) THEN
                        RAISE EXCEPTION 'version % of list % drops a code', NEW.version, NEW.code
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (версия {self.version})"

    def get_absolute_url(self) -> str:
        return reverse("list_version", args=[self.code, self.version])

    @property
    def kind(self) -> Kind:
        """Which list it is a version of."""
        return kinds()[self.code]

    @property
    def title(self) -> str:
        """What the list is called."""
        return self.kind.title

    @property
    def is_shipped(self) -> bool:
        """Has it come with the system, so that nobody has adopted it?"""
        return self.version == 1

    @classmethod
    def latest(cls, code: str) -> "ListVersion":
        """The version adopted last, in force or not yet. Raises DoesNotExist."""
        return cls.objects.filter(code=code).order_by("-version")[:1].get()
