"""What confirms who a person is: facts that are written once and may only end, with a ground. No number of a document is kept."""

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from programme.identity.levels import Level

ENDING = ["ended_at", "ended_by", "end_ground"]


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    """Reading confirmations."""

    def in_force(self) -> Self:
        """What has not ended."""
        return self.filter(ended_at=None)


class Confirmation(models.Model):
    """One fact: a telephone answered with the code sent to it, a document was seen by the office, the state's login was joined.

    Of the telephone a keyed hash is kept, which finds the same number again, and its last digits for its owner; of the document its
    kind only; of the login a keyed hash of its subject (152-ФЗ ст. 5: no more than is needed).
    """

    class Kind(models.TextChoices):
        TELEPHONE = Level.TELEPHONE.value, "телефон"
        DOCUMENT = Level.DOCUMENT.value, "документ"
        STATE = Level.STATE.value, "государственный вход"

    class Document(models.TextChoices):
        PASSPORT = "passport", "паспорт гражданина России"
        TEMPORARY = "temporary", "временное удостоверение личности"
        MILITARY = "military", "удостоверение личности военнослужащего"
        RESIDENCE = "residence", "вид на жительство"
        FOREIGN = "foreign", "паспорт иностранного гражданина"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="confirmations", verbose_name="чья личность"
    )
    kind = models.CharField("чем подтверждена", max_length=10, choices=Kind.choices)
    at = models.DateTimeField("когда")
    number_key = models.CharField("номер (хеш с ключом)", max_length=64, blank=True)
    number_tail = models.CharField("последние цифры номера", max_length=4, blank=True)
    document = models.CharField("вид документа", max_length=10, choices=Document.choices, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто видел документ"
    )
    subject_key = models.CharField("номер у поставщика (хеш с ключом)", max_length=64, blank=True)
    ended_at = models.DateTimeField("прекращено", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем прекращено"
    )
    end_ground = models.CharField("основание прекращения", max_length=300, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = "подтверждение личности"
        verbose_name_plural = "подтверждения личности"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(ended_at=None), name="one_confirmation_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["number_key"],
                condition=Q(ended_at=None, kind="telephone"),
                name="one_number_one_person",
                violation_error_message="Этот номер уже подтверждён в другой учётной записи.",
            ),
            models.UniqueConstraint(
                fields=["subject_key"],
                condition=Q(ended_at=None, kind="state"),
                name="one_state_login_one_person",
                violation_error_message="Этот государственный вход уже присоединён к другой учётной записи.",
            ),
            models.CheckConstraint(
                condition=Q(kind="telephone", document="", seen_by=None, subject_key="")
                & ~Q(number_key="")
                & ~Q(number_tail="")
                | Q(kind="document", number_key="", number_tail="", subject_key="", seen_by__isnull=False)
                & Q(document__in=["passport", "temporary", "military", "residence", "foreign"])
                | Q(kind="state", number_key="", number_tail="", document="", seen_by=None) & ~Q(subject_key=""),
                name="confirmation_says_what_was_seen",
            ),
            models.CheckConstraint(
                condition=Q(seen_by=None) | ~Q(seen_by=F("person")), name="nobody_sees_their_own_document"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_ground="") | Q(ended_at__gte=F("at")) & ~Q(end_ground=""),
                name="confirmation_ends_with_a_ground",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="confirmation_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="confirmation_is_final", exclude=ENDING),
            pgtrigger.Protect(
                name="confirmation_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What was seen, as its owner knows it: «телефон, заканчивается на 12-34» or the kind of the document."""
        if self.kind == self.Kind.DOCUMENT:
            return self.get_document_display()
        if self.kind == self.Kind.STATE:
            return self.get_kind_display()
        return f"телефон, заканчивается на {self.number_tail[:2]}-{self.number_tail[2:]}"

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None


class TelephoneCode(models.Model):
    """A one-time code on its way to a telephone. A working row, kept for two days; neither the code nor the number stand in it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="кому")
    number_key = models.CharField("номер (хеш с ключом)", max_length=64)
    number_tail = models.CharField("последние цифры номера", max_length=4)
    digest = models.CharField("код (хеш с ключом)", max_length=64)
    sent_at = models.DateTimeField("отправлен")
    expires_at = models.DateTimeField("действует до")
    wrong = models.PositiveSmallIntegerField("неверных ответов", default=0)
    used_at = models.DateTimeField("использован", null=True)

    class Meta:
        verbose_name = "код подтверждения телефона"
        verbose_name_plural = "коды подтверждения телефона"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["number_key", "sent_at"], name="telephone_code_by_number")]

    def __str__(self) -> str:
        return f"Код на телефон …{self.number_tail}"

    def is_good(self, now: datetime | None = None) -> bool:
        """May it still be answered, the number of wrong answers aside?"""
        return self.used_at is None and (now or timezone.now()) <= self.expires_at
