"""A posting of the ledger of a measure: planned or spent, from which source, in which year. Never changed, only reversed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.guard import frozen, written_once
from execution.measures.models import Measure

WORDS = ["measure", "account", "source", "year", "amount", "day", "ground", "reverses", "posted_by", "posted_at"]


class Posting(models.Model):
    """A sum with its ground. It counts when somebody else has confirmed it; the system takes no money itself."""

    class Account(models.TextChoices):
        PLAN = "plan", "план"
        FACT = "fact", "факт"

    class Source(models.TextChoices):
        CITY = "city", "бюджет города"
        REGION = "region", "бюджет края"
        FEDERAL = "federal", "федеральный бюджет"
        OUTSIDE = "outside", "внебюджетные средства"
        CONTRIBUTION = "contribution", "вклады участников"
        GRANT = "grant", "гранты"

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="postings", verbose_name="мера")
    account = models.CharField("счёт", max_length=10, choices=Account.choices)
    source = models.CharField("источник", max_length=15, choices=Source.choices)
    year = models.PositiveSmallIntegerField("год")
    amount = models.DecimalField("сумма, ₽", max_digits=14, decimal_places=2)
    day = models.DateField("дата")
    ground = models.CharField("основание", max_length=300)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name="сторнирует"
    )
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    posted_at = models.DateTimeField("внесена", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто подтвердил"
    )
    confirmed_at = models.DateTimeField("подтверждена", null=True)

    class Meta:
        verbose_name = "проводка"
        verbose_name_plural = "проводки"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="posting_is_not_nothing"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(reverses__isnull=False), name="only_a_reversal_is_negative"
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2100), name="posting_is_of_a_year"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("posted_by")),
                name="nobody_confirms_their_own_posting",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="posting_is_confirmed_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="posting_is_never_deleted", operation=pgtrigger.Delete),
            frozen("posting_keeps_its_words", WORDS, pgtrigger.Q(old__id__isnull=False)),
            written_once("posting_is_confirmed_once", ["confirmed_by", "confirmed_at"]),
            pgtrigger.Trigger(
                name="reversal_is_equal",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM execution_posting p WHERE p.id = NEW.reverses_id AND p.amount = -NEW.amount
                        AND p.measure_id = NEW.measure_id AND p.account = NEW.account AND p.source = NEW.source
                        AND p.year = NEW.year AND p.reverses_id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'a reversal differs from its posting' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_account_display()} {self.year}, {self.get_source_display()}"
