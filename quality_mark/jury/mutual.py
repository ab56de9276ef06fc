"""Mutual assessment in a jury (регламент 3.0, д): two jurors tied to entrants do not judge each other's nominations of a contest."""

from collections import defaultdict

from committee.models import AgendaItem
from programme.interests.models import Tie
from programme.models import Organization, Person
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.models import ContestApplication
from quality_mark.jury.models import JuryQuestion

# Questions that may still be discussed without somebody.
OPEN = [*AgendaItem.BEFORE_THE_VOTE, AgendaItem.Status.VOTING]


def judges_of_each_other(nomination: Nomination) -> set[int]:
    """People of the jury who would judge this nomination while a juror tied to one of its entrants judges one of theirs."""
    own = _own_nominations(nomination.contest)
    here = [theirs for theirs in own.values() if nomination.pk in theirs]
    return {
        person
        for person, theirs in own.items()
        if nomination.pk not in theirs and any(theirs - others for others in here)
    }


def _own_nominations(contest: Contest) -> dict[int, set[int]]:
    """Juror → nominations in which an organisation of theirs competes; a constant number of queries."""
    entries = ContestApplication.objects.competing().filter(contest=contest).exclude(organization=None)
    rows = [(row.nomination_id, row.organization) for row in entries.select_related("organization") if row.organization]
    jurors = list(contest.jury.voters_on().values_list("person", flat=True))
    own: dict[int, set[int]] = defaultdict(set)
    ties = Tie.objects.of(jurors).counting(contest.regulation).to([organization.pk for _, organization in rows])
    for tie in ties.select_related("organization"):
        own[tie.person_id] |= {pk for pk, organization in rows if _same(tie.organization, organization)}
    return own


def _same(mine: Organization, theirs: Organization) -> bool:
    return mine.pk == theirs.pk or bool(mine.inn and mine.inn == theirs.inn)


def look_at(person: Person) -> None:
    """A tie has come to be known: whoever judges one another now is interested in the questions that are still open."""
    questions = JuryQuestion.objects.filter(
        nomination__contest__jury__members__person=person, is_overturned=False, item__status__in=OPEN
    )
    for question in questions.select_related("nomination__contest", "item").distinct():
        question.item.interested_people.add(*judges_of_each_other(question.nomination))
