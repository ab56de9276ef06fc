"""What was submitted, word for word, and what belongs to a version: remarks, files, lines of the budget."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from casework.guard import written_once
from documents import files
from negotiations.proposals.models import IN_THE_HANDS_OF_ITS_AUTHORS, Proposal


class ProposalVersion(models.Model):
    """What was submitted, word for word: frozen, with its hash; expertise and decisions refer to it."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("версия")
    snapshot = models.JSONField("снимок", encoder=DjangoJSONEncoder)
    sha256 = models.CharField(max_length=64)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="+", verbose_name="расписка и заявка"
    )
    submitted_at = models.DateTimeField("подана")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "версия предложения"
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="version_number_once")]
        triggers = [pgtrigger.Protect(name="version_is_frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.proposal}, версия {self.number}"


class Remark(models.Model):
    """What a reviewer asks to mend, pinned to a field of a version."""

    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="remarks")
    field = models.CharField("место", max_length=40)
    text = models.TextField("замечание")
    answer = models.TextField("ответ заявителя", blank=True, default="", db_default="")
    lifted_at = models.DateTimeField("снято", null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто снял"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "field"], name="one_remark_a_field"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="a_remark_is_lifted_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="remark_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="remark_is_frozen", fields=["version", "field", "text"]),
            written_once("remark_is_lifted_once", ["lifted_at", "lifted_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class Attachment(models.Model):
    """A file of an application, kept under its hash; what has been submitted once is never removed from its version."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="attachments")
    name = models.CharField("имя файла", max_length=200)
    kind = models.CharField("вид", max_length=10)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("добавлен", auto_now_add=True)
    removed_at = models.DateTimeField("убран", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "sha256"], condition=Q(removed_at=None), name="same_file_attached_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="attachment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="attachment_is_frozen", exclude=["removed_at"]),
            written_once("attachment_is_removed_once", ["removed_at"]),
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
        return self.proposal

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Приложение {self.pk} к предложению {self.proposal.number or 'без номера'}"


_EDITABLE = ", ".join(f"'{status}'" for status in IN_THE_HANDS_OF_ITS_AUTHORS)


class BudgetLine(models.Model):
    """One line of the present budget."""

    class Source(models.TextChoices):
        CITY = "city", "город"
        OWN = "own", "собственный вклад"
        PARTNER = "partner", "партнёры"
        GRANT = "grant", "гранты"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("порядок")
    article = models.CharField("статья", max_length=200)
    source = models.CharField("источник", max_length=10, choices=Source.choices)
    amount = models.DecimalField("сумма, руб.", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_amount_is_positive"),
            models.UniqueConstraint(fields=["proposal", "position"], name="budget_position_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="submitted_budget_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""IF EXISTS (SELECT 1 FROM negotiations_proposal p
                            WHERE p.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.proposal_id ELSE OLD.proposal_id END
                              AND p.status NOT IN ({_EDITABLE})) THEN
                            RAISE EXCEPTION 'pgtrigger: the budget of a submitted proposal is frozen';
                        END IF;
                        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                        RETURN NEW;""",  # noqa: S608 - written from our own names
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.amount}"


def earlier_remarks(proposal: Proposal) -> dict[str, Remark]:
    """The remarks of the last return, by place: what the version now checked was to mend."""
    returned = proposal.versions.exclude(remarks=None).order_by("-number").first()
    if returned is None or returned.pk == getattr(proposal.version, "pk", None):
        return {}
    return {row.field: row for row in returned.remarks.all()}
