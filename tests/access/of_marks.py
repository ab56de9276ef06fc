"""Who may do what at the addresses of Marks, complaints and the citizens' vote, and the objects they are tried on."""

from typing import Any

from quality_mark.awards import actions as awards
from quality_mark.complaints import actions as complaints
from quality_mark.models import MarkComplaint, QualityMark, Voting
from quality_mark.renewals import course
from quality_mark.voting import actions as voting_actions
from tests.access.table import ANYBODY, APPLICANT, ASK, BODY, KNOWN, NOWHERE, READ, Page, Thing, missing, page, public
from tests.access.world import World
from tests.quality_mark.holders import Holders


def mark_of(world: World) -> QualityMark:
    """The Mark of the organisation whose people are in the world."""
    return QualityMark.objects.get(organization=world.tos)


def slug(world: World) -> tuple[Any, ...]:
    return (mark_of(world).slug,)


def complaint(world: World) -> tuple[Any, ...]:
    return (MarkComplaint.objects.get(mark=mark_of(world)).code,)


def vote_of() -> Voting:
    """The vote that is open here."""
    return Voting.objects.get(contest__entries__title="Первая из двух")


def voting(world: World) -> tuple[Any, ...]:
    return (vote_of().pk,)


def ballot(world: World) -> tuple[Any, ...]:
    one = vote_of()
    return (one.pk, one.contest.nominations.get().pk)


def renewal(world: World) -> tuple[Any, ...]:
    return (mark_of(world).renewals.get().pk,)


OFFICES = {"contest_secretary", "clerk", "auditor", "working_commission"} | BODY

TABLE: dict[str, Page] = {
    "marks": public(),
    "mark_diplomas": public(),
    "mark": public(Thing("mark", slug, ANYBODY), missing()),
    "mark_question": page(ASK, Thing("mark", slug, {"contest_secretary", "clerk"}, ANYBODY), missing()),
    "mark_decline": page(ASK, Thing("mark", slug, {"signer"}, ANYBODY), missing()),
    "renewal": page(READ, Thing("renewal", renewal, APPLICANT | OFFICES), missing()),
    "renewal_withdraw": page(ASK, Thing("mark", slug, {"signer"}, ANYBODY), missing()),
    # Whoever has agreed to be written down gets the form; a stranger is led to the consent first.
    "mark_complaint": Page(ASK, False, [Thing("mark", slug, ANYBODY, shown=(200, 302)), missing()]),
    "complaint_consent": Page(ASK, False, [Thing("mark", slug, ANYBODY), missing()]),
    "complaint": public(Thing("complaint", complaint, ANYBODY), missing()),
    "badge": public(Thing("mark", lambda w: (mark_of(w).code,), ANYBODY), missing()),
    "voting": Page(READ, False, [Thing("open", voting, ANYBODY), missing()]),
    "vote": page(ASK, Thing("nomination", ballot, KNOWN), missing(None, NOWHERE)),
}


def furnish(world: World) -> None:
    """A Mark by a decision of the committee that is here already, a complaint about it, and a vote that is open."""
    town = Holders(world.clock, world.committee, residents=0)
    town.entry("Знак для всех", organization=world.tos)
    town.judged(**{"Знак для всех": "mark"})
    town.approved(world.decided.agenda_item)
    awards.award(town.contest, by=world.people["clerk"])
    mark = mark_of(world)
    course.open_window(mark)
    complaints.complain(
        mark, by=None, name="Тайна-жалобщика", contact="taina@example.org", text="Было нехорошо, очень нехорошо.",
        consented_at=mark.awarded_at, address="198.51.100.1",
    )  # fmt: skip
    other = Holders(world.clock, world.committee, residents=0)
    for title in ("Первая из двух", "Вторая из двух"):
        other.entry(title)
    other.evaluate()
    voting_actions.open_voting(other.contest)
