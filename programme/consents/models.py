"""Consents to the processing of personal data: a document of its own for each purpose (152-ФЗ ст. 9; domain 6.1)."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from programme.people.models import Person
from programme.texts.models import TextVersion

CODES = "consent."  # how the codes of their texts begin


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Reading consents."""

    def holding(self) -> Self:
        """Those not withdrawn, given to a text after which none has asked for the consent anew."""
        asked_anew = TextVersion.objects.filter(
            code=Concat(Value(CODES), OuterRef("purpose")), asks_again=True, starts_at__lte=timezone.now(),
            version__gt=Cast(OuterRef("text_version"), models.IntegerField()),
        )  # fmt: skip
        return self.filter(~Exists(asked_anew), withdrawn_at=None)


class Consent(models.Model):
    """Consent to the processing of personal data: a document of its own for each purpose (152-ФЗ ст. 9; domain 6.1)."""

    class Purpose(models.TextChoices):
        PARTICIPATION = "participation", "участие в процедурах"
        DISSEMINATION = "dissemination", "публикация сведений об эксперте или члене жюри"
        MAILING = "mailing", "рассылка новостей"

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", verbose_name="кто дал")
    purpose = models.CharField("цель", max_length=20, choices=Purpose.choices)
    text_version = models.CharField("версия текста", max_length=20)  # of `programme/texts/`
    given_at = models.DateTimeField("дано")
    withdrawn_at = models.DateTimeField("отозвано", null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at=None), name="one_consent_per_purpose"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="consent_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["participation", "dissemination", "mailing"]), name="consent_purpose_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="consent_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="consent_text_is_final", exclude=["withdrawn_at"]),
            pgtrigger.Protect(
                name="withdrawal_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_purpose_display()}"

    @classmethod
    def is_given(cls, person: Person, purpose: str) -> bool:
        """Is there a consent for this purpose that has not been withdrawn and that no later text asks for anew?"""
        return cls.objects.holding().filter(person=person, purpose=purpose).exists()


def code_of(purpose: str) -> str:
    """The text of a consent among the texts of the city."""
    return f"{CODES}{purpose}"
