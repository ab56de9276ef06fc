"""The citizens' vote: one voice of one confirmed citizen in one nomination, closed to everybody until its end (регламент 3.3)."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from casework.guard import insert_only
from programme.models import Level
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.models import ContestApplication


class Voting(models.Model):
    """The window in which citizens vote in a contest; its totals exist only when it is over."""

    contest = models.OneToOneField(Contest, models.PROTECT, related_name="voting", verbose_name="конкурс")
    opened_at = models.DateTimeField("открыто")
    closes_at = models.DateTimeField("закрывается")
    closed_at = models.DateTimeField("закрыто", null=True)
    reviewed_at = models.DateTimeField("подозрительные голоса проверены", null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "голосование горожан"
        verbose_name_plural = "голосования горожан"
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="voting_window_runs_forward"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None) | Q(closed_at__isnull=False), name="votes_are_reviewed_after_closing"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="voting_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="voting_window_is_final", fields=["contest", "opened_at", "closes_at"]),
            pgtrigger.Protect(
                name="voting_is_closed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Голосование горожан: {self.contest}"

    def get_absolute_url(self) -> str:
        return reverse("voting", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """May one vote now?"""
        return self.closed_at is None and timezone.now() <= self.closes_at

    @property
    def is_over(self) -> bool:
        """Closed, and nothing strange is left to look at: only now are there totals."""
        return self.reviewed_at is not None


class VoteQuerySet(models.QuerySet["PublicVote"]):
    """Which votes somebody may read."""

    def visible_to(self, person: Any) -> Self:
        """One's own, and nobody else's: neither the office nor the auditor sees how a person voted."""
        return self.filter(person_id=person.pk or 0)

    def counted(self) -> Self:
        """What makes the total of a vote that is over: everything but the excluded."""
        return self.filter(exclusion=None, nomination__contest__voting__reviewed_at__isnull=False)


class PublicVote(models.Model):
    """One vote. Insert-only; the database refuses a second one, one for another nomination and one outside the window."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="votes", verbose_name="номинация")
    entry = models.ForeignKey(ContestApplication, models.PROTECT, related_name="votes", verbose_name="за кого")
    at = models.DateTimeField("когда")
    address = models.CharField("откуда (хеш с ключом)", max_length=64)
    level = models.CharField("чем подтверждена личность", max_length=10, choices=Level.choices)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "голос горожанина"
        verbose_name_plural = "голоса горожан"
        constraints = [models.UniqueConstraint(fields=["person", "nomination"], name="one_vote_a_nomination")]
        triggers = [
            *insert_only("public_vote"),
            pgtrigger.Trigger(
                name="public_vote_is_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""PERFORM 1 FROM quality_mark_voting v JOIN quality_mark_nomination n ON n.contest_id = v.contest_id
                        WHERE n.id = NEW.nomination_id AND v.closed_at IS NULL FOR SHARE OF v;
                        IF NOT FOUND THEN
                            RAISE EXCEPTION 'pgtrigger: the vote is not open';
                        END IF;
                        IF NOT EXISTS (SELECT 1 FROM quality_mark_contestapplication
                                       WHERE id = NEW.entry_id AND nomination_id = NEW.nomination_id) THEN
                            RAISE EXCEPTION 'pgtrigger: the entry is of another nomination';
                        END IF;
                        PERFORM 1 FROM programme_person p JOIN programme_confirmation c ON c.person_id = p.id
                        WHERE p.id = NEW.person_id AND p.is_active AND c.kind = NEW.level AND c.ended_at IS NULL FOR SHARE OF c;
                        IF NOT FOUND THEN
                            RAISE EXCEPTION 'pgtrigger: not a confirmed citizen';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"Голос в номинации {self.nomination_id}"


class VoteSign(models.Model):
    """Something strange about a vote, found when the window closed: for a person to look at, not a verdict."""

    class Kind(models.TextChoices):
        BURST = "burst", "всплеск"
        ADDRESS = "address", "один адрес"
        NEW_ACCOUNT = "new_account", "новая учётная запись"

    vote = models.ForeignKey(PublicVote, models.PROTECT, related_name="signs", verbose_name="голос")
    kind = models.CharField("признак", max_length=12, choices=Kind.choices)
    words = models.CharField("словами", max_length=200)

    class Meta:
        verbose_name = "признак голоса"
        constraints = [models.UniqueConstraint(fields=["vote", "kind"], name="a_sign_once_a_vote")]
        triggers = insert_only("vote_sign")

    def __str__(self) -> str:
        return self.words


class VoteExclusion(models.Model):
    """The secretary's decision not to count a vote, with a reason; the vote itself stays."""

    vote = models.OneToOneField(PublicVote, models.PROTECT, related_name="exclusion", verbose_name="голос")
    reason = models.TextField("причина")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "исключённый голос"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="exclusion_has_a_reason")]
        triggers = [
            *insert_only("vote_exclusion"),
            pgtrigger.Trigger(
                name="only_flagged_votes_are_excluded",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF NOT EXISTS (SELECT 1 FROM quality_mark_votesign WHERE vote_id = NEW.vote_id) THEN
                            RAISE EXCEPTION 'pgtrigger: nothing is strange about this vote';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
