"""A round of negotiations and who was there (NG-09…NG-13)."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q

from casework import workdays
from casework.guard import changes_with_status, written_once
from journal.append_only import insert_only
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation

ANNOUNCED = [
    "starts_at",
    "ends_at",
    "format",
    "place",
    "link",
    "agenda",
    "is_short_notice",
]  # what the parties are told


class Round(models.Model):
    """A meeting of the parties: called for a moment and a place, opened when every essential party is there."""

    class Format(models.TextChoices):
        IN_PERSON = "in_person", "очно"
        VIDEO = "video", "по видеосвязи"
        MIXED = "mixed", "очно и по видеосвязи"

    case = models.ForeignKey(Negotiation, models.PROTECT, related_name="rounds", verbose_name="дело")
    number = models.PositiveSmallIntegerField("раунд")
    starts_at = models.DateTimeField("начало")
    ends_at = models.DateTimeField("окончание по плану")
    format = models.CharField("формат", max_length=10, choices=Format.choices)
    place = models.CharField("место", max_length=300, blank=True)
    link = models.URLField("ссылка на видеосвязь", blank=True)
    agenda = models.TextField("повестка")
    is_public = models.BooleanField("открыт для жителей", default=False)
    is_short_notice = models.BooleanField("сокращённое извещение по согласию сторон", default=False)
    is_conciliation = models.BooleanField("согласительный", default=False)
    requested = models.PositiveSmallIntegerField("переносов по просьбе", default=0)
    announced = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="извещение"
    )
    opened_at = models.DateTimeField("открыт", null=True)
    closed_at = models.DateTimeField("закрыт", null=True)
    called_off_at = models.DateTimeField("не состоялся", null=True)
    course = models.TextField("что обсуждали", blank=True)
    results = models.TextField("итоги", blank=True)
    minutes = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="протокол"
    )

    class Meta:
        verbose_name = "раунд переговоров"
        verbose_name_plural = "раунды переговоров"
        ordering = ["case_id", "number"]
        indexes = [models.Index(fields=["starts_at"], name="rounds_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at=None, called_off_at=None), name="one_round_at_a_time"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="round_runs_forward"),
            models.CheckConstraint(condition=Q(requested__lte=2), name="at_most_two_postponements"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="a_closed_round_was_opened"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="round_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="round_is_of_one_case", fields=["case", "number"]),
            changes_with_status("a_round_moves_with_its_announcement", ANNOUNCED, "announced"),
            written_once("a_round_is_opened_and_closed_once", ["opened_at", "closed_at", "called_off_at"]),
        ]

    def __str__(self) -> str:
        return f"Раунд {self.number}"

    @property
    def day(self) -> date:
        """The day on which it takes place."""
        return workdays.local_date(self.starts_at)

    @property
    def is_open(self) -> bool:
        """Are the parties at the table now?"""
        return self.opened_at is not None and self.closed_at is None and self.called_off_at is None

    def present(self) -> "models.QuerySet[Attendance]":
        """Who was there when it was opened."""
        rows = self.attendance.filter(is_present=True).select_related("party__organization")
        return rows.order_by("party__sector", "party_id")

    def misses(self, party: NegotiationParty) -> int:
        """How many times in a row the party has not come to this round without a good reason."""
        return self.attendance.filter(party=party, is_present=False, is_excused=False).count()


class Attendance(models.Model):
    """Whether a party came to a round on the day it was called for; written once."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="attendance", verbose_name="раунд")
    party = models.ForeignKey(NegotiationParty, models.PROTECT, related_name="attendance", verbose_name="сторона")
    called_for = models.DateTimeField("на какое время был назначен")
    is_present = models.BooleanField("явилась")
    is_excused = models.BooleanField("уважительная причина", default=False)
    note = models.CharField("кто пришёл или почему не явились", max_length=300, blank=True)
    at = models.DateTimeField("записано", auto_now_add=True)

    class Meta:
        verbose_name = "явка стороны"
        constraints = [models.UniqueConstraint(fields=["round", "party", "called_for"], name="attendance_noted_once")]
        triggers = insert_only("attendance")

    def __str__(self) -> str:
        return f"{self.party}: {'явилась' if self.is_present else 'не явилась'}"
