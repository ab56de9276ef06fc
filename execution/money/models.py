"""A posting of a ledger: of a measure what is planned and spent, of the fund or a grant what is promised, received, spent, returned.

Never changed, only reversed.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.guard import frozen, written_once
from execution.fund.models import Fund
from execution.grants.models import Grant, Tranche
from execution.measures.models import Measure

WORDS = [
    "measure", "fund", "grant", "tranche", "account", "source", "year", "amount", "day", "ground", "donor", "donor_name", "reverses",
    "posted_by", "posted_at",
]  # fmt: skip
# What a book of money held for others has at hand after each day: nobody spends what has not come (programme 8.1, X4).
HELD = """
    SELECT {book}, sum(sum(CASE account WHEN 'spent' THEN -amount WHEN 'promised' THEN 0 ELSE amount END))
               OVER (PARTITION BY {book} ORDER BY day) AS left_over
    FROM execution_posting WHERE {book} IS NOT NULL AND confirmed_by_id IS NOT NULL GROUP BY {book}, day
"""


def _nobody_spends_what_has_not_come(name: str, book: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition(f"NEW.{book} IS NOT NULL AND NEW.confirmed_by_id IS NOT NULL"),
        func=f"""
            IF EXISTS (SELECT 1 FROM ({HELD.format(book=book)}) held WHERE held.{book} = NEW.{book} AND held.left_over < 0) THEN
                RAISE EXCEPTION 'more is spent than has come' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - written from our own words
    )


class Posting(models.Model):
    """A sum with its ground. It counts when somebody else has confirmed it; the system takes no money itself."""

    class Account(models.TextChoices):
        PLAN = "plan", "план"
        REVISED = "revised", "уточнённый план"
        FACT = "fact", "факт"
        PROMISED = "promised", "обещано"
        RECEIVED = "received", "поступило"
        SPENT = "spent", "израсходовано"
        RETURNED = "returned", "возвращено в книгу"

    OF_MEASURE = (Account.PLAN, Account.REVISED, Account.FACT)
    OF_MONEY = (Account.PROMISED, Account.RECEIVED, Account.SPENT, Account.RETURNED)

    class Source(models.TextChoices):
        CITY = "city", "бюджет города"
        REGION = "region", "бюджет края"
        FEDERAL = "federal", "федеральный бюджет"
        OUTSIDE = "outside", "внебюджетные средства"
        CONTRIBUTION = "contribution", "вклады участников"
        GRANT = "grant", "гранты"

    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="postings", verbose_name="мера")
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="postings", verbose_name="фонд")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, related_name="postings", verbose_name="грант")
    tranche = models.ForeignKey(Tranche, models.PROTECT, null=True, related_name="postings", verbose_name="транш")
    account = models.CharField("счёт", max_length=10, choices=Account.choices)
    source = models.CharField("источник", max_length=15, choices=Source.choices, blank=True)
    year = models.PositiveSmallIntegerField("год")
    amount = models.DecimalField("сумма, ₽", max_digits=14, decimal_places=2)
    day = models.DateField("дата")
    ground = models.CharField("основание", max_length=300)
    donor = models.ForeignKey(
        "programme.Organization", models.PROTECT, null=True, related_name="+", verbose_name="даритель"
    )
    donor_name = models.CharField("частный даритель", max_length=200, blank=True)
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
            models.CheckConstraint(
                condition=Q(measure__isnull=False, fund=None, grant=None, account__in=["plan", "revised", "fact"])
                & ~Q(source="")
                | (Q(measure=None, fund__isnull=False, grant=None) | Q(measure=None, fund=None, grant__isnull=False))
                & Q(account__in=["promised", "received", "spent", "returned"], source=""),
                name="posting_is_of_one_book",
            ),
            models.CheckConstraint(condition=Q(donor=None) | Q(donor_name=""), name="posting_has_one_donor"),
            models.CheckConstraint(condition=Q(tranche=None) | Q(grant__isnull=False), name="tranche_is_of_a_grant"),
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
            _nobody_spends_what_has_not_come("fund_spends_what_has_come", "fund_id"),
            _nobody_spends_what_has_not_come("grant_spends_what_has_come", "grant_id"),
            frozen("posting_keeps_its_words", WORDS, pgtrigger.Q(old__id__isnull=False)),
            written_once("posting_is_confirmed_once", ["confirmed_by", "confirmed_at"]),
            pgtrigger.Trigger(
                name="reversal_is_equal",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM execution_posting p WHERE p.id = NEW.reverses_id AND p.amount = -NEW.amount
                        AND (p.measure_id, p.fund_id, p.grant_id) IS NOT DISTINCT FROM (NEW.measure_id, NEW.fund_id, NEW.grant_id)
                        AND p.account = NEW.account AND p.source = NEW.source AND p.year = NEW.year AND p.reverses_id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'a reversal differs from its posting' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        source = f", {self.get_source_display()}" if self.source else ""
        return f"{self.get_account_display()} {self.year}{source}"

    @property
    def book(self) -> "Measure | Fund | Grant":
        """Whose account it stands on."""
        book = self.measure or self.fund or self.grant
        assert book is not None, "a posting is of one book"
        return book

    @property
    def donor_title(self) -> str:
        """Who has given it, as everybody may read it: of a private person only that there is one."""
        return self.donor.short_name if self.donor else "частный даритель" if self.donor_name else ""
