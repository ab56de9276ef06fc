"""Motions put to the vote and their results (invariants I-7…I-11)."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from committee.agenda.lines import AgendaLine
from committee.voting import counting, procedure

OPENING = [
    "line",
    "resolution",
    "text",
    "reasons",
    "conditions",
    "deferred_until",
    "majority",
    "members",
    "recused",
    "put_by",
    "is_secret",
    "counters",
]


class Ballot(models.Model):
    """A motion put to the vote by the presiding person. Its roll is written before it opens and cannot change afterwards."""

    class Outcome(models.TextChoices):
        CARRIED = counting.CARRIED, "принято"
        NOT_CARRIED = counting.NOT_CARRIED, "не принято"
        NO_QUORUM = counting.NO_QUORUM, "кворум утрачен"
        ANNULLED = "annulled", "прекращено: у голосовавшего выявлена связь"

    line = models.ForeignKey(AgendaLine, models.PROTECT, related_name="ballots", verbose_name="строка повестки")
    resolution = models.CharField("что предложено", max_length=40)
    text = models.TextField("формулировка")
    reasons = models.TextField("мотивы", blank=True)
    conditions = models.TextField("условия", blank=True)
    deferred_until = models.DateField("отложить до", null=True)
    majority = models.CharField("большинство", max_length=10)
    members = models.PositiveSmallIntegerField("членов с правом голоса")
    recused = models.PositiveSmallIntegerField("отводов")
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто поставил")
    is_secret = models.BooleanField("тайное", default=False)
    counters = models.JSONField("счётная комиссия", default=list)
    quorum = models.JSONField("арифметика кворума при открытии")
    opened_at = models.DateTimeField("открыто", null=True)
    closed_at = models.DateTimeField("закрыто", null=True)
    votes_for = models.PositiveSmallIntegerField("за", null=True)
    votes_against = models.PositiveSmallIntegerField("против", null=True)
    votes_abstained = models.PositiveSmallIntegerField("воздержались", null=True)
    votes_absent = models.PositiveSmallIntegerField("не голосовали", null=True)
    outcome = models.CharField("итог", max_length=12, choices=Outcome.choices, blank=True)
    arithmetic = models.JSONField("арифметика итога", default=list)
    facts = models.JSONField("подсчёт как данные", null=True)

    class Meta:
        verbose_name = "голосование"
        verbose_name_plural = "голосования"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(closed_at=None), name="one_open_ballot_an_item"),
            models.CheckConstraint(condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="closed_after_opening"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="", votes_for=None)
                | Q(closed_at__isnull=False, votes_for__isnull=False, votes_against__isnull=False, votes_abstained__isnull=False,
                    votes_absent__isnull=False) & ~Q(outcome=""),
                name="closed_ballot_has_a_result",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="ballot_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="motion_is_final", fields=[*OPENING, "quorum"]),
            pgtrigger.Trigger(
                name="secret_as_the_body_has_resolved",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF NEW.is_secret AND NOT EXISTS (SELECT 1 FROM committee_ballot
                            WHERE line_id = NEW.line_id AND resolution = 'vote_secretly' AND outcome = 'carried') THEN
                            RAISE EXCEPTION 'pgtrigger: a vote is secret by the resolution of a majority only';
                        END IF;
                        RETURN NEW;""",
            ),
            pgtrigger.Protect(
                name="closed_ballot_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="opening_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution_title}: {self.line}"

    @property
    def is_open(self) -> bool:
        """May be voted on now."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def resolution_title(self) -> str:
        """What is proposed, in words."""
        return self.line.item.resolution(self.resolution)["title"]

    @property
    def defers(self) -> bool:
        """Is it a motion to defer the item?"""
        return bool(self.line.item.resolution(self.resolution).get("defers"))

    @property
    def is_procedural(self) -> bool:
        """Is it about the order of the vote, and decides nothing of the question?"""
        return procedure.is_procedural(self.resolution)

    @property
    def who_voted(self) -> Any:
        """A row for everybody who has voted: votes by name, or the papers of a secret vote."""
        return self.papers if self.is_secret else self.votes

    def voted(self) -> int:
        """How many have voted; not how."""
        return self.who_voted.count()
