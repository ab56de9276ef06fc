"""Organisations at the Protocol: who was invited or applied, who has signed which edition, who has left (регламент 3.4.3)."""

from datetime import datetime
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import FSMField, transition

from casework.guard import guard_status
from documents.models import Document, Signature
from programme.access import keys_of
from programme.models import Organization, Person, Sector
from protocol.editions.models import ProtocolEdition
from protocol.roles import CUSTODY


class Status(models.TextChoices):
    """The status of an organisation at an edition."""

    INVITED = "invited", "Приглашён"
    REVIEWING = "reviewing", "Изучает"
    RESERVATION_PENDING = "reservation_pending", "Заявлена оговорка"
    READY = "ready", "Готов подписать"
    SIGNED_UNVERIFIED = "signed_unverified", "Подпись проверяется"
    SIGNED = "signed", "Подписал"
    SUSPENDED = "suspended", "Участие приостановлено"
    WITHDRAWN = "withdrawn", "Вышел"
    EXCLUDED = "excluded", "Исключён"
    DECLINED = "declined", "Отказался"


PARTICIPATING = [Status.SIGNED, Status.SUSPENDED]
ON_THE_SHEET = [Status.SIGNED, Status.SUSPENDED, Status.WITHDRAWN, Status.EXCLUDED]
GONE = [Status.WITHDRAWN, Status.EXCLUDED, Status.DECLINED]


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    """Which signatories somebody may read."""

    def visible_to(self, person: Any) -> Self:
        """Everybody who has signed is public; who has not answered yet, to the organisation and the office."""
        keys = set(keys_of(person))
        if keys & set(CUSTODY):
            return self
        own = [int(key.split(":")[1]) for key in keys if key.startswith("member:")]
        return self.filter(Q(status__in=ON_THE_SHEET) | Q(organization__in=own))

    def counted(self) -> Self:
        """Whose signatures stand under an edition."""
        return self.filter(status=Status.SIGNED)

    def under(self, edition: ProtocolEdition) -> Self:
        """Who has signed this edition or another before it that goes on under it: bound without a new signature (3.4)."""
        goes_on = Q(continuations__edition=edition, continuations__settled_at__isnull=False)
        return self.filter(Q(edition=edition) | Q(pk__in=self.model.objects.filter(goes_on).values("pk")))

    def live(self) -> Self:
        """Signatories that have neither declined nor left."""
        return self.exclude(status__in=GONE)


@guard_status
class Signatory(models.Model):
    """One organisation and one edition: the way from an invitation or an application to a signature, and out again."""

    Status = Status
    TONES: ClassVar = {Status.SIGNED: "ok", Status.SUSPENDED: "warn", **dict.fromkeys(GONE, "bad")}

    class Way(models.TextChoices):
        INVITATION = "invitation", "по приглашению"
        APPLICATION = "application", "по своему заявлению"
        CONFIRMATION = "confirmation", "подтверждение подписи"

    edition = models.ForeignKey(ProtocolEdition, models.PROTECT, related_name="signatories", verbose_name="редакция")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="signatories", verbose_name="организация"
    )
    sector = models.CharField("сектор", max_length=10, choices=Sector.choices)
    way = models.CharField("как пришёл", max_length=20, choices=Way.choices)
    status = FSMField("состояние", default=Status.INVITED, choices=Status.choices, protected=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="confirmations", verbose_name="подпись под прежней редакцией"
    )
    begun_at = models.DateTimeField("начато")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем начато"
    )
    acquainted_at = models.DateTimeField("с текстом ознакомлен", null=True)
    ready_at = models.DateTimeField("готов подписать с", null=True)
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто подтвердил готовность"
    )
    signature = models.ForeignKey(
        "documents.Signature", models.PROTECT, null=True, related_name="+", verbose_name="подпись"
    )
    position = models.CharField("должность подписавшего", max_length=200, blank=True)
    submitted_at = models.DateTimeField("подпись поставлена", null=True)
    signed_at = models.DateTimeField("подпись подтверждена", null=True)
    ended_at = models.DateTimeField("участие прекращено", null=True)
    reason = models.TextField("причина отказа, приостановления или исключения", blank=True)
    invitation = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="приглашение или заявление"
    )
    certificate = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="свидетельство о присоединении"
    )

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = "подписант Протокола"
        verbose_name_plural = "подписанты Протокола"
        ordering = ["signed_at", "pk"]
        indexes = [models.Index(fields=["edition", "status"], name="signatories_of_edition")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organization"],
                condition=~Q(status__in=["withdrawn", "excluded", "declined"]),
                name="one_live_signatory_an_organisation",
            ),
            models.CheckConstraint(condition=Q(sector__in=Sector.values), name="signatory_sector_known"),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "suspended", "withdrawn", "excluded"])
                | Q(signature__isnull=False, submitted_at__isnull=False, signed_at__gte=F("submitted_at")),
                name="participant_has_signed",
            ),
            models.CheckConstraint(
                condition=~Q(status="signed_unverified")
                | Q(signature__isnull=False, submitted_at__isnull=False, signed_at=None),
                name="unverified_signature_exists",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["invited", "reviewing", "reservation_pending", "ready", "declined"])
                | Q(signature=None, submitted_at=None, signed_at=None),
                name="who_has_not_signed_has_no_signature",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "suspended", "excluded"]) | ~Q(reason=""),
                name="refusal_and_measure_have_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["withdrawn", "excluded"], ended_at__isnull=False)
                | ~Q(status__in=["withdrawn", "excluded"]) & Q(ended_at=None),
                name="participation_ends_when_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(way="confirmation", previous__isnull=False) | ~Q(way="confirmation") & Q(previous=None),
                name="confirmation_follows_a_signature",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="signatory_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="signatory_is_of_one_edition",
                fields=["edition", "organization", "sector", "way", "previous", "begun_at", "begun_by"],
            ),
            pgtrigger.Protect(
                name="verified_signature_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.signed_at IS NOT NULL AND "
                    "(OLD.signature_id, OLD.signed_at, OLD.position) IS DISTINCT FROM (NEW.signature_id, NEW.signed_at, NEW.position)"
                ),
            ),
            pgtrigger.Trigger(
                name="signature_is_under_its_edition",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""IF NEW.signature_id IS NOT NULL AND NOT EXISTS (
                            SELECT 1 FROM documents_signature s
                            JOIN documents_signaturerequest r ON r.id = s.request_id
                            JOIN protocol_protocoledition e ON e.document_id = r.document_id
                            WHERE s.id = NEW.signature_id AND e.id = NEW.edition_id
                              AND r.capacity = 'signer:' || NEW.organization_id) THEN
                            RAISE EXCEPTION 'pgtrigger: this signature is not the organisation''s under this edition';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.organization.short_name

    def get_absolute_url(self) -> str:
        return reverse("signatory", args=[self.pk])

    @property
    def signer_key(self) -> str:
        """Who may answer and sign for the organisation."""
        return f"signer:{self.organization_id}"

    @property
    def member_key(self) -> str:
        """Who works in the organisation."""
        return f"member:{self.organization_id}"

    @property
    def document(self) -> Document | None:
        """The fixed text that is signed."""
        return self.edition.document

    @property
    def is_participating(self) -> bool:
        """Is the organisation bound by the Protocol now?"""
        return self.status in PARTICIPATING

    @transition(status, source=Status.INVITED, target=Status.REVIEWING, custom={"rule": "KS-02, KS-01"})
    def acquaint(self, at: datetime) -> None:
        """The organisation has read the text; whoever applies has read it before."""
        self.acquainted_at = at

    @transition(status, source=Status.REVIEWING, target=Status.RESERVATION_PENDING, custom={"rule": "KS-03"})
    def reserve(self) -> None:
        """Declares reservations."""

    @transition(status, source=Status.RESERVATION_PENDING, target=Status.READY, custom={"rule": "KS-04"})
    def accept_reservations(self, at: datetime) -> None:
        """All reservations are accepted."""
        self.ready_at = at

    @transition(status, source=Status.RESERVATION_PENDING, target=Status.REVIEWING, custom={"rule": "KS-04"})
    def refuse_reservations(self) -> None:
        """A reservation is refused; the signatory answers anew."""

    @transition(status, source=Status.REVIEWING, target=Status.READY, custom={"rule": "KS-05"})
    def confirm_readiness(self, at: datetime, person: Person) -> None:
        """The mandate is confirmed, the organisation is ready to sign."""
        self.ready_at, self.ready_by = at, person

    @transition(status, source=Status.READY, target=Status.SIGNED_UNVERIFIED, custom={"rule": "KS-06"})
    def sign(self, signature: Signature, position: str, at: datetime) -> None:
        """Signs the very bytes everybody signs."""
        self.signature, self.position, self.submitted_at = signature, position, at

    @transition(status, source=Status.SIGNED_UNVERIFIED, target=Status.SIGNED, custom={"rule": "KS-07"})
    def verify(self, at: datetime) -> None:
        """Hash, mandate and account agree."""
        self.signed_at = at

    @transition(status, source=Status.SIGNED_UNVERIFIED, target=Status.READY, custom={"rule": "KS-07"})
    def fail_verification(self) -> None:
        """Hash, mandate or account do not agree; the signature does not count."""
        self.signature, self.position, self.submitted_at = None, "", None

    @transition(status, source=[Status.SIGNED, Status.SUSPENDED], target=Status.WITHDRAWN, custom={"rule": "KS-08"})
    def withdraw(self, at: datetime) -> None:
        """Thirty days after the notice."""
        self.ended_at = at

    @transition(status, source=Status.SIGNED, target=Status.SUSPENDED, custom={"rule": "KS-09"})
    def suspend(self, reason: str) -> None:
        """The committee suspends the participation."""
        self.reason = reason

    @transition(status, source=[Status.SIGNED, Status.SUSPENDED], target=Status.EXCLUDED, custom={"rule": "KS-09"})
    def exclude(self, reason: str, at: datetime) -> None:
        """By two thirds of the committee."""
        self.reason, self.ended_at = reason, at

    @transition(
        status,
        source=[Status.INVITED, Status.REVIEWING, Status.READY],
        target=Status.DECLINED,
        custom={"rule": "KS-10"},
    )
    def decline(self, reason: str) -> None:
        """The organisation will not sign."""
        self.reason = reason

    @transition(status, source=Status.SUSPENDED, target=Status.SIGNED, custom={"rule": "KS-11"})
    def restore(self) -> None:
        """The cause is removed."""
        self.reason = ""
