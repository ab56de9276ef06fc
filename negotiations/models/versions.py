"""What was submitted, word for word, and what belongs to a version: remarks, files, expertises; the members' initiative."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from casework.guard import written_once
from negotiations import attachments
from negotiations.models.proposals import Proposal


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "field"], name="one_remark_a_field")]

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
        return attachments.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.proposal

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"Приложение {self.pk} к предложению {self.proposal.number or 'без номера'}"


class Examination(models.Model):
    """Which version went to which expertise, in which order."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="examinations")
    version = models.ForeignKey(ProposalVersion, models.PROTECT, related_name="examinations")
    expertise = models.OneToOneField("expertise.Expertise", models.PROTECT, related_name="examination")
    ordered_at = models.DateTimeField("назначена", auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.expertise}"


class InitiativeSignature(models.Model):
    """A committee member who wants to hear a proposal against the conclusion (PP-24)."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="initiative")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reasons = models.TextField("мотивы")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="initiative_signed_once")]
        triggers = [pgtrigger.Protect(name="initiative_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.member}: {self.proposal}"
