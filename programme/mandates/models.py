"""The paper that shows a right to represent, and the case in which the secretariat looks at it."""

from pathlib import Path
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models

from casework import roles
from documents import files
from programme.access import Visitor, holds
from programme.organizations.memberships import Membership
from programme.regulations.cases import RegulatedCase

READERS = (roles.PLATFORM_SECRETARY, roles.CLERK, roles.AUDITOR)


class MandateEvidenceQuerySet(models.QuerySet["MandateEvidence"]):
    """Reading evidence."""

    def visible_to(self, person: Visitor) -> Self:
        """One's own, and all of it for the offices that check it: a power of attorney holds data of the person."""
        if not person.is_authenticated:
            return self.none()
        return self if holds(person, *READERS) else self.filter(membership__person=person)


class MandateEvidence(models.Model):
    """A file that shows the right to represent: a charter, the minutes of a meeting, a power of attorney; kept under its hash."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="evidence", verbose_name="представительство"
    )
    name = models.CharField("имя файла", max_length=200)
    kind = models.CharField("вид файла", max_length=10)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    added_at = models.DateTimeField("когда", auto_now_add=True)

    objects = MandateEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждение полномочий"
        verbose_name_plural = "подтверждения полномочий"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "sha256"],
                name="same_evidence_once",
                violation_error_message="Этот файл уже приложен.",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="mandate_evidence_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.membership

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Подтверждение полномочий {self.pk}: {self.membership.organization}"


class MandateCase(RegulatedCase):
    """The case of one mandate: the secretariat is asked to confirm it."""

    subject_field = "membership"

    membership = models.OneToOneField(Membership, models.PROTECT, related_name="case", verbose_name="представительство")

    class Meta:
        verbose_name = "дело о подтверждении полномочий"
        verbose_name_plural = "дела о подтверждении полномочий"

    @property
    def case_title(self) -> str:
        """As it stands in the inbox."""
        return f"{self.membership.organization}: {self.membership.person}, {self.membership.position}"

    def get_absolute_url(self) -> str:
        return self.membership.organization.get_absolute_url()
