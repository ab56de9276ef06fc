"""Motions put to the vote, the roll frozen at opening, the votes (invariants I-7…I-11)."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.cases import Case
from casework.guard import no_truncate
from casework.workdays import Term
from committee.agenda.lines import INSERT_ONLY, AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from committee.voting import counting

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
]


class Ballot(models.Model):
    """A motion put to the vote by the presiding person. Its roll is written before it opens and cannot change afterwards."""

    class Outcome(models.TextChoices):
        CARRIED = counting.CARRIED, "принято"
        NOT_CARRIED = counting.NOT_CARRIED, "не принято"
        NO_QUORUM = counting.NO_QUORUM, "кворум утрачен"

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
    quorum = models.JSONField("арифметика кворума при открытии")
    opened_at = models.DateTimeField("открыто", null=True)
    closed_at = models.DateTimeField("закрыто", null=True)
    votes_for = models.PositiveSmallIntegerField("за", null=True)
    votes_against = models.PositiveSmallIntegerField("против", null=True)
    votes_abstained = models.PositiveSmallIntegerField("воздержались", null=True)
    votes_absent = models.PositiveSmallIntegerField("не голосовали", null=True)
    outcome = models.CharField("итог", max_length=12, choices=Outcome.choices, blank=True)
    arithmetic = models.JSONField("арифметика итога", default=list)

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

    def voted(self) -> int:
        """How many have voted; not how."""
        return self.votes.count()


class BallotSeat(models.Model):
    """A member on the roll of a ballot: present and not recused when it opened (I-8, I-10)."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="seats", verbose_name="голосование")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+", verbose_name="член")
    sector = models.CharField("сектор", max_length=10)

    class Meta:
        verbose_name = "место в списке голосующих"
        verbose_name_plural = "список голосующих"
        ordering = ["ballot_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="once_on_the_roll")]
        triggers = [
            pgtrigger.Protect(name="roll_is_insert_only", operation=INSERT_ONLY),
            no_truncate("roll_is_never_emptied"),
            pgtrigger.Trigger(
                name="roll_is_frozen_at_opening",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF (SELECT opened_at FROM committee_ballot WHERE id = NEW.ballot_id FOR SHARE) IS NOT NULL THEN
                            RAISE EXCEPTION 'pgtrigger: the roll is frozen at opening';
                        END IF;
                        IF EXISTS (SELECT 1 FROM committee_recusal r JOIN committee_agendaline l ON l.item_id = r.item_id
                                   JOIN committee_ballot b ON b.line_id = l.id
                                   WHERE b.id = NEW.ballot_id AND r.member_id = NEW.member_id) THEN
                            RAISE EXCEPTION 'pgtrigger: a recused member is not on the roll';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}"


class VoteQuerySet(models.QuerySet["Vote"]):
    """Reading votes by name."""

    def visible_to(self, user: Any) -> Self:
        """The vote is open: whoever sits in the body or keeps its papers sees who voted how, once the ballot is closed; one's own at once.

        But not on an item the reader takes no part in.
        """
        mine = Q(member__person_id=user.pk)
        inside = AgendaItem.objects.inside_of(user)
        return self.filter(mine | Q(ballot__line__item__in=inside, ballot__closed_at__isnull=False))


class Vote(models.Model):
    """One vote of one member on one ballot. Insert-only; the database itself refuses a vote that is not lawful now."""

    class Choice(models.TextChoices):
        FOR = counting.FOR, "за"
        AGAINST = counting.AGAINST, "против"
        ABSTAINED = counting.ABSTAINED, "воздержался"

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes", verbose_name="голосование")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+", verbose_name="член")
    choice = models.CharField("голос", max_length=10, choices=Choice.choices)
    at = models.DateTimeField("когда")

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = "голос"
        verbose_name_plural = "голоса"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "member"], name="one_vote_a_member"),
            models.CheckConstraint(condition=Q(choice__in=["for", "against", "abstained"]), name="vote_is_known"),
        ]
        triggers = [
            pgtrigger.Protect(name="vote_is_insert_only", operation=INSERT_ONLY),
            no_truncate("vote_is_never_emptied"),
            pgtrigger.Trigger(
                name="vote_is_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""PERFORM 1 FROM committee_ballot WHERE id = NEW.ballot_id FOR SHARE;
                        IF NOT EXISTS (SELECT 1 FROM committee_ballot
                                       WHERE id = NEW.ballot_id AND opened_at IS NOT NULL AND closed_at IS NULL) THEN
                            RAISE EXCEPTION 'pgtrigger: the ballot is not open';
                        END IF;
                        IF NOT EXISTS (SELECT 1 FROM committee_ballotseat
                                       WHERE ballot_id = NEW.ballot_id AND member_id = NEW.member_id) THEN
                            RAISE EXCEPTION 'pgtrigger: the member is not on the roll';
                        END IF;
                        RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}: {self.get_choice_display()}"


class BallotCase(Case):
    """The case of one vote: asks every member on the roll, and the presiding person to close it."""

    subject_field = "ballot"

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="case", verbose_name="голосование")

    class Meta:
        verbose_name = "проведение голосования"
        verbose_name_plural = "проведение голосований"

    @property
    def case_title(self) -> str:
        """How the inbox names the case."""
        return f"{self.ballot.line.meeting}. Вопрос {self.ballot.line.number}: {self.ballot.resolution_title}"

    def get_absolute_url(self) -> str:
        return self.ballot.line.meeting.get_absolute_url()

    def term(self, name: str) -> Term:
        """Voting has no term of its own: the presiding person closes it."""
        return self.ballot.line.meeting.regulation.term(name)
