"""What one of the office types from paper and another one confirms: the same scan, the same two people, the same way to say no.

A signature, an answer of an applicant and a vote that came on paper are all `Entered`: a row is never changed; what was not accepted is
entered anew, as another row.
"""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.door import Refused
from casework.guard import no_truncate
from documents import archive, files

OF_THE_SCAN = ["name", "sha256", "size", "entered_by", "entered_at", "entry"]


class Entered(models.Model):
    """The scan, who has entered it, and why it was not accepted, if it was not."""

    name = models.CharField("имя файла", max_length=200)
    sha256 = models.CharField("SHA-256 скана", max_length=64, db_index=True)
    size = models.PositiveIntegerField("размер, байт")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    entered_at = models.DateTimeField("когда внесено")
    entry = models.OneToOneField("journal.Entry", models.PROTECT, verbose_name="запись журнала")
    rejected_at = models.DateTimeField("не принято", null=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто не принял"
    )
    rejection = models.TextField("почему не принято", blank=True)

    class Meta:
        abstract = True

    @property
    def path(self) -> Path:
        """Where the bytes of the scan lie."""
        return files.path_of(self.sha256)

    def require_second(self, by: Any, *parties: int | None) -> None:
        """Refuse an answer to what has been answered, and of whoever has entered it or is a party. Raises Refused."""
        if self.rejected_at:
            raise Refused("На этот скан уже ответили.")
        if by.pk in (self.entered_by_id, *parties):
            raise Refused(
                "Сверяет не тот, кто внёс скан, и не тот, кого он касается: попросите другого сотрудника канцелярии."
            )

    def reject(self, by: Any, why: str) -> None:
        """The second person does not accept it: it will be entered anew."""
        self.rejected_at, self.rejected_by, self.rejection = timezone.now(), by, why
        self.save(update_fields=["rejected_at", "rejected_by", "rejection"])

    def require_bytes(self) -> None:
        """The scan is what was entered. Raises archive.Damaged."""
        archive.verified(self.path, self.sha256)


def another_rejects(name: str) -> models.CheckConstraint:
    """Rejected by another person than entered it, with a reason, or not at all."""
    return models.CheckConstraint(
        condition=Q(rejected_at=None, rejected_by=None, rejection="")
        | Q(rejected_at__isnull=False)
        & Q(rejected_by__isnull=False)
        & ~Q(rejection="")
        & ~Q(rejected_by=F("entered_by")),
        name=name,
    )


def entered_is_frozen(what: str, fields: list[str]) -> list[Any]:
    """Triggers: what was entered (`fields` beside the scan) is never changed or erased, and a rejection is final."""
    return [
        pgtrigger.ReadOnly(name=f"{what}_is_frozen", fields=[*fields, *OF_THE_SCAN]),
        pgtrigger.Protect(
            name=f"rejection_of_a_{what}_is_final",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__rejected_at__isnull=False),
        ),
        pgtrigger.Protect(name=f"{what}_is_never_erased", operation=pgtrigger.Delete),
        no_truncate(f"{what}s_are_never_emptied"),
    ]
