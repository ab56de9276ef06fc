"""The agreement on the simple electronic signature, and who has joined it: nobody signs without."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import no_truncate
from documents.agreement import texts


class SigningAgreement(models.Model):
    """One version of the agreement, with the paper on which it stands once that has been issued."""

    version = models.CharField("редакция", max_length=20, unique=True)
    text_hash = models.CharField("хеш текста", max_length=64)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="документ"
    )
    since = models.DateTimeField("действует с")

    class Meta:
        verbose_name = "соглашение об электронной подписи"
        verbose_name_plural = "соглашения об электронной подписи"
        constraints = [
            models.CheckConstraint(condition=Q(text_hash__regex=r"^[0-9a-f]{64}$"), name="agreement_has_a_hash")
        ]
        triggers = [
            pgtrigger.ReadOnly(name="agreement_text_is_final", fields=["version", "text_hash", "since"]),
            pgtrigger.Protect(
                name="agreement_paper_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__document__isnull=False),
            ),
            pgtrigger.Protect(name="agreement_is_never_deleted", operation=pgtrigger.Delete),
            no_truncate("agreements_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return f"Соглашение № {texts.text(self.version).number}"


class AcceptanceQuerySet(models.QuerySet["AgreementAcceptance"]):
    """Reading who has joined."""

    def current(self) -> Self:
        """Of the version in force: signatures need one of these."""
        return self.filter(agreement__version=texts.CURRENT)


class AgreementAcceptance(models.Model):
    """A person has read the agreement on a page of its own and joined it: once a version, for good."""

    agreement = models.ForeignKey(SigningAgreement, models.PROTECT, related_name="acceptances", verbose_name="редакция")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="signing_agreements", verbose_name="кто присоединился"
    )
    accepted_at = models.DateTimeField("когда")
    entry = models.OneToOneField("journal.Entry", models.PROTECT, verbose_name="запись журнала")

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = "присоединение к соглашению об электронной подписи"
        verbose_name_plural = "присоединения к соглашению об электронной подписи"
        constraints = [models.UniqueConstraint(fields=["agreement", "person"], name="a_person_joins_a_version_once")]
        triggers = [
            pgtrigger.Protect(name="acceptance_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
            no_truncate("acceptances_are_never_emptied"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """How a mark names it: the number of the agreement and the journal entry in which the person joined."""
        return f"{texts.text(self.agreement.version).number}/{self.entry_id}"

    @classmethod
    def of(cls, person: Any) -> Self | None:
        """The person's acceptance of the version in force, if any."""
        return cls.objects.current().filter(person=person).first()  # type: ignore[return-value]
