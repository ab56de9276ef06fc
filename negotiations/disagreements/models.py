"""Visas, disagreements and answers to a proposed settlement."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from negotiations.agreements.models import AgreementClause, ContributionAgreement
from negotiations.parties.models import NegotiationParty


class Endorsement(models.Model):
    """What a party has said of an edition of the text (NG-17): agreed, disagreed, or nothing in time."""

    class Answer(models.TextChoices):
        AGREE = "agree", "согласовано"
        DISAGREE = "disagree", "заявлено разногласие"
        SILENCE = "silence", "нет ответа в срок (разногласие)"

    agreement = models.ForeignKey(ContributionAgreement, models.PROTECT, related_name="endorsements")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="endorsements")
    edition = models.PositiveSmallIntegerField("редакция")
    answer = models.CharField("ответ", max_length=10, choices=Answer.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "виза"
        verbose_name_plural = "визы"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party", "edition"], name="one_visa_an_edition"),
            models.CheckConstraint(condition=Q(answer="silence") | Q(by__isnull=False), name="a_visa_is_somebodys"),
        ]
        triggers = [pgtrigger.Protect(name="visa_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_answer_display()}"


class Disagreement(models.Model):
    """NG-18: a party's own version of a clause with its reason; how it was settled (NG-20)."""

    class Way(models.TextChoices):
        OWN = "own", "принять редакцию стороны"
        NEW = "new", "принять редакцию модератора"
        DROP = "drop", "снять пункт"
        KEEP = "keep", "оставить как было, разногласие внести в протокол разногласий"

    agreement = models.ForeignKey(ContributionAgreement, models.PROTECT, related_name="disagreements")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="disagreements")
    clause = models.ForeignKey(AgreementClause, models.PROTECT, null=True, related_name="disagreements")
    edition = models.PositiveSmallIntegerField("редакция")
    version = models.TextField("своя редакция", blank=True)
    reason = models.TextField("причина")
    raised_at = models.DateTimeField("заявлено", auto_now_add=True)
    way = models.CharField("предложено", max_length=10, choices=Way.choices, blank=True)
    proposed = models.TextField("предложенная редакция", blank=True)
    settled_at = models.DateTimeField("улажено", null=True)

    class Meta:
        verbose_name = "разногласие"
        verbose_name_plural = "разногласия"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party", "clause", "edition"],
                name="one_disagreement_a_clause",
                nulls_distinct=False,
            )
        ]
        triggers = [
            pgtrigger.Protect(name="disagreement_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="disagreement_is_what_was_said", fields=["agreement", "party", "clause", "version", "reason"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.clause or 'текст в целом'}"


class SettlementAnswer(models.Model):
    """What an essential party says to the settlement the moderator proposes (NG-20)."""

    agreement = models.ForeignKey(ContributionAgreement, models.PROTECT, related_name="settlement_answers")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="settlement_answers")
    settlement = models.PositiveSmallIntegerField("какое по счёту предложение")
    is_given = models.BooleanField("согласна")
    reason = models.TextField("почему нет", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "ответ на улаживание"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "party", "settlement"], name="one_consent_a_party")]
        triggers = [pgtrigger.Protect(name="consent_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.party}: {'да' if self.is_given else 'нет'}"
