"""The box and the roll of a secret vote (регламент 3.5): who has taken part, and how many voted how, but never both together.

No row, number, time or order belongs to a choice: while the vote goes on there is one sealed value, afterwards three totals of the ballot.
"""

import pgtrigger
from django.db import models

from casework.guard import no_truncate
from committee.agenda.lines import INSERT_ONLY
from committee.bodies.models import BodyMember
from committee.voting.models import Ballot
from committee.voting.votes import MAY_VOTE_NOW

NEEDS_A_BOX = """IF NOT (SELECT is_secret FROM committee_ballot WHERE id = NEW.ballot_id) THEN
                   RAISE EXCEPTION 'pgtrigger: the vote is open: there is neither box nor paper';
               END IF;"""


class BallotPaper(models.Model):
    """A member has put a ballot paper into the box: that much is known of them, and no more. Insert-only."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="papers", verbose_name="голосование")
    member = models.ForeignKey(BodyMember, models.PROTECT, related_name="+", verbose_name="член")

    class Meta:
        verbose_name = "опущенный бюллетень"
        verbose_name_plural = "опущенные бюллетени"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="one_paper_a_member")]
        triggers = [
            pgtrigger.Protect(name="paper_is_insert_only", operation=INSERT_ONLY),
            no_truncate("paper_is_never_emptied"),
            pgtrigger.Trigger(
                name="paper_is_lawful",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NEEDS_A_BOX + MAY_VOTE_NOW + "RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.person}"


class BallotBox(models.Model):
    """The sealed counters of a secret vote while it goes on; empty ever after."""

    ballot = models.OneToOneField(
        Ballot, models.PROTECT, primary_key=True, related_name="box", verbose_name="голосование"
    )
    sealed = models.BinaryField("запечатанные счётчики")

    class Meta:
        verbose_name = "урна тайного голосования"
        verbose_name_plural = "урны тайных голосований"
        triggers = [
            pgtrigger.Protect(name="box_is_never_deleted", operation=pgtrigger.Delete),
            no_truncate("box_is_never_emptied"),
            pgtrigger.Trigger(
                name="box_is_used_while_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NEEDS_A_BOX  # noqa: S608 - fixed text
                + """PERFORM 1 FROM committee_ballot WHERE id = NEW.ballot_id FOR SHARE;
                     IF (SELECT closed_at FROM committee_ballot WHERE id = NEW.ballot_id) IS NOT NULL THEN
                         RAISE EXCEPTION 'pgtrigger: the box of a closed vote stays as it is';
                     END IF;
                     RETURN NEW;""",
            ),
        ]

    def __str__(self) -> str:
        return f"Урна: {self.ballot}"
