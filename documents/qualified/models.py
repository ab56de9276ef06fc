"""Signatures that were brought as files, what each check of them has come to, and the bytes themselves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from casework.guard import insert_only
from documents import archive
from documents.qualified.verdict import Result


class SignatureUpload(models.Model):
    """A signature made at home, brought by the very person whose signature the paper waits for."""

    request = models.ForeignKey(
        "documents.SignatureRequest", models.PROTECT, related_name="uploads", verbose_name="чья"
    )
    document_hash = models.CharField("SHA-256 подписанного", max_length=64)
    received_at = models.DateTimeField("поступила")
    entry = models.OneToOneField("journal.Entry", models.PROTECT, verbose_name="запись журнала")

    class Meta:
        verbose_name = "загруженная подпись"
        verbose_name_plural = "загруженные подписи"
        ordering = ["-pk"]
        triggers = insert_only("upload")

    @property
    def last_check(self) -> "SignatureCheck | None":
        """The check that counts; None until the queue has made it. A prefetched list is used as it is."""
        return max(self.checks.all(), key=lambda row: row.pk, default=None)

    def file(self, role: str) -> "SignatureFile | None":
        """The file in a role; a prefetched list is used as it is."""
        return next((row for row in self.files.all() if row.role == role), None)


class SignatureFile(models.Model):
    """Bytes that came: the signature, a power of attorney, the signature under it."""

    class Role(models.TextChoices):
        SIGNATURE = "signature", "подпись"
        POWER = "power", "доверенность"
        POWER_SIGNATURE = "power_signature", "подпись под доверенностью"

    upload = models.ForeignKey(SignatureUpload, models.PROTECT, related_name="files", verbose_name="к чему")
    role = models.CharField("что это", max_length=20, choices=Role.choices)
    name = models.CharField("имя файла", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("размер, байт")

    class Meta:
        verbose_name = "файл загруженной подписи"
        verbose_name_plural = "файлы загруженных подписей"
        constraints = [models.UniqueConstraint(fields=["upload", "role"], name="one_file_of_a_role_in_an_upload")]
        triggers = insert_only("signature_file")

    @property
    def suffix(self) -> str:
        """What kind of file it is."""
        return "xml" if self.role == self.Role.POWER else "sig"

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return archive.path_of(self.sha256, self.suffix)

    @property
    def content(self) -> bytes:
        """The bytes. Raises archive.Damaged."""
        return archive.read(self.sha256, self.suffix)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.upload.request.document

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.kept_for}: {self.get_role_display()}, {self.name}"


class SignatureCheck(models.Model):
    """One check of an upload: its result, its report, and the protocol of it on paper. A later check never changes an earlier one."""

    upload = models.ForeignKey(SignatureUpload, models.PROTECT, related_name="checks", verbose_name="что проверено")
    result = models.CharField("итог", max_length=10, choices=Result.choices)
    is_qualified = models.BooleanField("сертификат квалифицированный")
    is_contradictory = models.BooleanField("средства проверки разошлись")
    report = models.JSONField("отчёт")
    looked_up = models.TextField("доверенность сверена с реестром", blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто попросил повторить"
    )
    checked_at = models.DateTimeField("проверено")
    paper = models.OneToOneField("documents.Document", models.PROTECT, related_name="+", verbose_name="протокол")
    entry = models.OneToOneField("journal.Entry", models.PROTECT, verbose_name="запись журнала")

    class Meta:
        verbose_name = "проверка подписи"
        verbose_name_plural = "проверки подписей"
        triggers = insert_only("signature_check")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_contradictory=False) | ~models.Q(result="passed"),
                name="a_contradiction_is_no_success",
            )
        ]

    @property
    def reasons(self) -> list[str]:
        """Why it is not good, in words for people; each is told once."""
        means = [reason for row in self.report["means"] for reason in row["reasons"]]
        every = dict.fromkeys([*self.report["faults"], *self.report["unsure"], *means])
        return [words for words in every if not any(other != words and other.startswith(words) for other in every)]
