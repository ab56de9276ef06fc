"""The document: a number, a snapshot, a lawful life. Nothing frozen is ever rewritten; the database refuses."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django_fsm import FSMField, transition

from casework.guard import guard_status
from documents import codes
from documents.papers.files import DocumentFile
from documents.papers.law import CONSTRAINTS, INDEXES, TRIGGERS
from documents.papers.status import IN_FORCE, DocumentQuerySet, Status
from documents.registers import kinds
from documents.registers.kinds import Kind, Register


def has_all_signatures(document: Any) -> bool:
    """Have all signed who must, or as many as are needed?"""
    return document.has_all_signatures()


@guard_status
class Document(models.Model):
    """A numbered paper. Its text is a function of the template and the snapshot; its bytes are in `DocumentFile`."""

    Status = Status

    kind = models.CharField("вид", max_length=20, choices=Kind.choices)
    register = models.CharField("журнал", max_length=20)
    year = models.PositiveSmallIntegerField("год нумерации")
    scope = models.CharField("серия", max_length=40, blank=True)
    n = models.PositiveIntegerField("порядковый номер", null=True)
    number = models.CharField("номер", max_length=40)
    date = models.DateField("дата")
    title = models.CharField("заголовок", max_length=400)
    template = models.CharField("шаблон", max_length=100)
    template_hash = models.CharField("хеш шаблона", max_length=64)
    snapshot = models.JSONField("снимок данных")
    snapshot_hash = models.CharField("хеш снимка", max_length=64)
    code = models.CharField("публичный код", max_length=16, unique=True)
    is_public = models.BooleanField("опубликован", default=False)
    readers = ArrayField(models.CharField(max_length=80), verbose_name="кому открыт", default=list, blank=True)
    closed_to = ArrayField(models.CharField(max_length=80), verbose_name="кому закрыт", default=list, blank=True)
    status = FSMField("состояние", default=Status.DRAFT, choices=Status.choices, protected=True)
    sign_by = models.DateField("подписать до", null=True)
    signatures_needed = models.PositiveSmallIntegerField("сколько подписей нужно", null=True)
    is_open = models.BooleanField("открыт для подписания", default=False)
    sign_lapses = models.BooleanField("без подписей в срок отпадает", default=False)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by", verbose_name="вместо документа"
    )
    reserved_at = models.DateTimeField("номер взят")
    reserved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем"
    )
    generated_at = models.DateTimeField("сформирован", null=True)
    signed_at = models.DateTimeField("подписан", null=True)
    registered_at = models.DateTimeField("зарегистрирован", null=True)
    annulled_at = models.DateTimeField("аннулирован", null=True)
    annulled_reason = models.TextField("причина аннулирования", blank=True)
    attempts = models.PositiveSmallIntegerField("попыток сформировать", default=0)
    error = models.CharField("номер ошибки", max_length=12, blank=True)
    failed_at = models.DateTimeField("не сформирован", null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "документ"
        verbose_name_plural = "документы"
        constraints = CONSTRAINTS
        indexes = INDEXES
        triggers = TRIGGERS

    def __str__(self) -> str:
        return f"{self.get_kind_display()} № {self.number} от {self.date:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return f"/documents/{self.pk}/"

    @property
    def check_path(self) -> str:
        """Where anybody checks the paper."""
        return f"/v/{self.code}/"

    @property
    def check_url(self) -> str:
        """The address in the QR code."""
        return f"{settings.SITE_URL}/v/{self.code}"

    @property
    def code_written(self) -> str:
        """The code as printed."""
        return codes.written(self.code)

    @property
    def register_rule(self) -> Register:
        """How its register works."""
        return kinds.registers()[self.register]

    @property
    def kind_rule(self) -> Kind:
        """What its kind means for the layout."""
        return Kind(self.kind)

    @property
    def standing(self) -> tuple[str, str]:
        """What the paper is worth today, in words for people, and the kind of chip that repeats it."""
        if self.status in IN_FORCE:
            return "действует", "ok"
        if self.status == self.Status.ANNULLED:
            return "аннулирован", "bad"
        if self.status == self.Status.SUPERSEDED:
            return "заменён", "warn"
        return "на подписи" if self.status == self.Status.SIGNING else "оформляется", "info"

    @property
    def is_ready(self) -> bool:
        """Do the frozen bytes exist?"""
        return self.generated_at is not None

    @property
    def is_registered(self) -> bool:
        """Does it stand in the register, with all required signatures (3.5.5)?"""
        return self.registered_at is not None and self.status != self.Status.ANNULLED

    @property
    def is_annulled(self) -> bool:
        """Is its number void?"""
        return self.status == self.Status.ANNULLED

    @property
    def original(self) -> DocumentFile | None:
        """The frozen, sealed bytes."""
        return self.file(DocumentFile.Role.ORIGINAL)

    @property
    def rendition(self) -> DocumentFile | None:
        """The copy with stamps and the signature sheet."""
        return self.file(DocumentFile.Role.RENDITION)

    @property
    def awaits_copy(self) -> bool:
        """Signed, and the queue has not made the copy with stamps yet?"""
        return self.is_registered and self.signed_at is not None and self.rendition is None

    @property
    def sha256(self) -> str:
        """Hash of the original; empty until it exists."""
        return self.original.sha256 if self.original else ""

    @property
    def page_numbers(self) -> range:
        """Numbers of the original's pages."""
        return range(1, (self.original.pages if self.original else 0) + 1)

    @property
    def public_copy(self) -> DocumentFile | None:
        """The copy without the names of those who have taken their consent back."""
        return self.file(DocumentFile.Role.PUBLIC)

    def file(self, role: str) -> DocumentFile | None:
        """The file in a role; a prefetched list is used as it is."""
        return next((file for file in self.files.all() if file.role == role), None)

    @cached_property
    def pseudonyms(self) -> dict[int, str]:
        """Who must not be named on any page: person → pseudonym."""
        return {row.person_id: row.pseudonym for row in self.named.all() if row.hidden_at}

    @property
    def gives_away(self) -> bool:
        """Do its frozen bytes name somebody who has taken their consent back?"""
        return any(row.words and row.hidden_at for row in self.named.all())

    @property
    def note(self) -> Any:
        """What everybody who checks the paper must read beside its standing; None when there is nothing."""
        last = self.notes.last()
        return last if last and last.title else None

    @transition(status, source=Status.DRAFT, target=Status.NUMBER_RESERVED)
    def reserve_number(self) -> None:
        """The number is taken for good."""

    @transition(status, source=Status.NUMBER_RESERVED, target=Status.GENERATED)
    def generate(self, at: Any) -> None:
        """The bytes are frozen."""
        self.generated_at, self.failed_at, self.error = at, None, ""

    @transition(status, source=Status.GENERATED, target=Status.ENDORSING)
    def send_for_endorsement(self) -> None:
        """Heads of departments look at it before it is signed."""

    @transition(status, source=[Status.GENERATED, Status.ENDORSING], target=Status.SIGNING)
    def send_for_signing(self) -> None:
        """The signatories are asked."""

    @transition(status, source=Status.SIGNING, target=Status.SIGNED, conditions=[has_all_signatures])
    def complete_signing(self, at: Any) -> None:
        """The last required signature is there."""
        self.signed_at = at

    @transition(
        status,
        source=[Status.GENERATED, Status.SIGNED],
        target=Status.REGISTERED,
        conditions=[has_all_signatures],
    )
    def enter(self, at: Any) -> None:
        """It stands in the register: in force as a paper."""
        self.registered_at = at

    @transition(status, source=Status.REGISTERED, target=Status.SENT)
    def send(self) -> None:
        """It has been sent to its addressee."""

    @transition(status, source=[Status.REGISTERED, Status.SENT], target=Status.FILED)
    def file_away(self) -> None:
        """It has been put into its file."""

    @transition(
        status,
        source=[
            Status.NUMBER_RESERVED,
            Status.GENERATED,
            Status.ENDORSING,
            Status.SIGNING,
            Status.SIGNED,
            Status.REGISTERED,
            Status.SENT,
            Status.FILED,
        ],
        target=Status.ANNULLED,
    )
    def annul(self, at: Any, reason: str) -> None:
        """Its number is void from now on and keeps the reason."""
        self.annulled_at, self.annulled_reason, self.failed_at = at, reason, None

    @transition(status, source=[Status.SIGNED, *IN_FORCE], target=Status.SUPERSEDED)
    def supersede(self) -> None:
        """Another document stands in its place."""

    def has_all_signatures(self) -> bool:
        """Have as many signed as must (I-22)? True for a paper that needs no personal signature.

        Of an open paper the room that holds it knows when the signatures are enough.
        """
        if self.is_open:
            return True
        if self.signatures_needed is not None:
            return self.signature_requests.filter(signature__isnull=False).count() >= self.signatures_needed
        return not self.signature_requests.filter(signature=None).exists()

    @property
    def takes_signatures(self) -> bool:
        """May it be signed now? An open paper also after it has entered the register."""
        return self.status == self.Status.SIGNING or (self.is_open and self.status in IN_FORCE)
