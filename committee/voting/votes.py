"""Who may vote on a motion, frozen at its opening, and the votes (invariants I-7…I-10)."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from casework.guard import no_truncate
from committee.agenda.lines import INSERT_ONLY
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from committee.recusals import law
from committee.voting import counting
from committee.voting.models import Ballot
from programme.access import Visitor

# Asked by the database before every vote, open or secret (I-7, I-9).
MAY_VOTE_NOW = """PERFORM 1 FROM committee_ballot WHERE id = NEW.ballot_id FOR SHARE;
                  IF NOT EXISTS (SELECT 1 FROM committee_ballot
                                 WHERE id = NEW.ballot_id AND opened_at IS NOT NULL AND closed_at IS NULL) THEN
                      RAISE EXCEPTION 'pgtrigger: the ballot is not open';
                  END IF;
                  IF NOT EXISTS (SELECT 1 FROM committee_ballotseat
                                 WHERE ballot_id = NEW.ballot_id AND member_id = NEW.member_id) THEN
                      RAISE EXCEPTION 'pgtrigger: the member is not on the roll';
                  END IF;
                  PERFORM 1 FROM committee_bodymember WHERE id = NEW.member_id FOR SHARE;
                  IF EXISTS (SELECT 1 FROM committee_bodymember WHERE id = NEW.member_id AND ended_at IS NOT NULL) THEN
                      RAISE EXCEPTION 'pgtrigger: whoever is no longer in the body does not vote';
                  END IF;
"""


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
            law.nobody_tied_is_on_the_roll(),
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

    def visible_to(self, user: Visitor) -> Self:
        """Votes are open: members of the body and its office see them once the ballot is closed; a member sees their own at once.

        But not on an item the reader takes no part in.
        """
        own = Q(member__person_id=user.pk)
        inside = AgendaItem.objects.inside_of(user)
        return self.filter(own | Q(ballot__line__item__in=inside, ballot__closed_at__isnull=False))


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
    is_on_paper = models.BooleanField("опросным листом на бумаге", default=False)

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
            law.nobody_tied_votes(),
            pgtrigger.Trigger(
                name="vote_is_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""IF (SELECT is_secret FROM committee_ballot WHERE id = NEW.ballot_id) THEN
                            RAISE EXCEPTION 'pgtrigger: nobody votes by name in a secret vote';
                        END IF;
                        IF (SELECT m.votes_until < NEW.at FROM committee_ballot b JOIN committee_agendaline l ON l.id = b.line_id
                            JOIN committee_meeting m ON m.id = l.meeting_id WHERE b.id = NEW.ballot_id) THEN
                            RAISE EXCEPTION 'pgtrigger: the window of the vote by correspondence has passed';
                        END IF;
                     """  # noqa: S608 - fixed text
                + MAY_VOTE_NOW
                + "RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}: {self.get_choice_display()}"
