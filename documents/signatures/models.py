"""Personal signatures: who is asked to sign, who has signed what and when, and the case that asks them."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework import workdays
from casework.cases import Case
from casework.guard import no_truncate
from casework.workdays import Term
from documents.signatures.kinds import SignatureKind
from documents.signatures.law import EVIDENCED, LAWFUL


class SignatureRequest(models.Model):
    """One person who must sign a document, in what role, in which turn. Those of one turn sign in any order."""

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="signature_requests", verbose_name="документ"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="signature_requests", verbose_name="кто подписывает"
    )
    name = models.CharField("инициалы и фамилия", max_length=200)
    role = models.CharField("в каком качестве", max_length=200)
    capacity = models.CharField("полномочие, нужное в момент подписания", max_length=80, blank=True)
    turn = models.PositiveSmallIntegerField("очередь", default=1)
    refused_at = models.DateTimeField("отказ", null=True)
    refusal = models.TextField("причина отказа", blank=True)

    class Meta:
        verbose_name = "подпись, которой ждут"
        verbose_name_plural = "подписи, которых ждут"
        ordering = ["turn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "person", "capacity"], name="a_person_signs_a_document_once_in_a_capacity"
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None, refusal="") | Q(refused_at__isnull=False) & ~Q(refusal=""),
                name="refusal_has_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="request_is_frozen", fields=["document", "person", "name", "role", "capacity", "turn"]
            ),
            pgtrigger.Protect(
                name="refusal_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__refused_at__isnull=False),
            ),
            pgtrigger.Protect(name="request_is_never_erased", operation=pgtrigger.Delete),
            no_truncate("requests_are_never_emptied"),
            pgtrigger.Trigger(
                name="nobody_is_added_after_freezing",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF NOT EXISTS (SELECT 1 FROM documents_document d WHERE d.id = NEW.document_id
                            AND (d.status IN ('draft', 'number_reserved')
                                 OR d.is_open AND d.status IN ('signing', 'registered', 'sent', 'filed'))) THEN
                            RAISE EXCEPTION 'pgtrigger: the signatories of a frozen document are settled';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"

    @property
    def shown_name(self) -> str:
        """Under what name the signatory appears now: a number as soon as and as long as the person does not agree to be named."""
        return self.document.pseudonyms.get(self.person_id, self.name)

    @property
    def holder(self) -> str:
        """The same on the mark of the signature, in full."""
        return self.document.pseudonyms.get(self.person_id) or self.person.get_full_name()

    @property
    def is_under_a_number(self) -> bool:
        """Is the identity of the signatory kept inside?"""
        return self.person_id in self.document.pseudonyms

    @property
    def recorded_name(self) -> str:
        """What the journal calls the signatory: it stays for ever, so it is the pseudonym if there is one."""
        row = self.document.named.filter(person=self.person_id).first()
        return row.pseudonym if row else self.name

    @property
    def is_signed(self) -> bool:
        """Has the person signed?"""
        return hasattr(self, "signature")

    @property
    def addressee(self) -> str:
        """The capacity key of the person: nobody signs for another."""
        return f"person:{self.person_id}"


class Signature(models.Model):
    """A signature of one of the kinds, each with its evidence: all of them are under the same bytes.

    Simple (63-ФЗ, ст. 9): this account, this hash, this moment, after this authentication, under an agreement. With a certificate: a
    check that it has passed. On paper: a scan that two people of the office have seen.
    """

    Kind = SignatureKind

    request = models.OneToOneField(SignatureRequest, models.PROTECT, verbose_name="чья")
    acceptance = models.ForeignKey(
        "documents.AgreementAcceptance", models.PROTECT, null=True, related_name="+", verbose_name="принятое соглашение"
    )
    document_hash = models.CharField("SHA-256 подписанного", max_length=64)
    kind = models.CharField("вид", max_length=12, choices=SignatureKind.choices, default=SignatureKind.SIMPLE)
    account = models.CharField("учётная запись", max_length=254, blank=True)
    authenticated_at = models.DateTimeField("вход подтверждён", null=True)
    proof = models.OneToOneField("documents.SignatureCheck", models.PROTECT, null=True, verbose_name="проверка подписи")
    scan = models.OneToOneField("documents.ScannedSignature", models.PROTECT, null=True, verbose_name="скан")
    signed_at = models.DateTimeField("подписано")
    entry = models.OneToOneField("journal.Entry", models.PROTECT, verbose_name="запись журнала")

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи"
        constraints = [
            models.CheckConstraint(
                condition=Q(authenticated_at__lte=models.F("signed_at"))
                & Q(
                    signed_at__lte=models.F("authenticated_at")
                    + models.Value("00:05:10", output_field=models.DurationField())
                ),
                name="signed_soon_after_authentication",
            ),
            models.CheckConstraint(condition=EVIDENCED, name="a_signature_has_the_evidence_of_its_kind"),
        ]
        triggers = [
            pgtrigger.Protect(name="signature_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            no_truncate("signatures_are_never_emptied"),
            pgtrigger.Trigger(
                name="signature_is_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=LAWFUL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.signed_at:%d.%m.%Y}"


class SigningCase(Case):
    """The case of collecting the signatures of one document."""

    subject_field = "document"

    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="signing_case")

    class Meta:
        verbose_name = "подписание документа"
        verbose_name_plural = "подписание документов"

    @property
    def case_title(self) -> str:
        """How the inbox names the case."""
        return f"{self.document}: {self.document.title}"

    def term(self, name: str) -> Term:
        """The working days left until the last day for signing, which came with the document."""
        days = max(workdays.between(workdays.local_date(), self.document.sign_by), 0) if self.document.sign_by else 0
        return Term(days, hard=self.document.sign_lapses, title="Подписание документа")
