"""What the flow of an entry asks about the entry as it is now."""

from decimal import Decimal
from typing import Any

from viewflow.workflow.activation import Activation

from expertise.models import Expertise
from quality_mark.admission.readmitting import readmission_of
from quality_mark.assessment.actions import score_of
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication
from quality_mark.visits.actions import is_planned

EntryStatus = ContestApplication.Status

OVER = [
    EntryStatus.LAUREATE,
    EntryStatus.DIPLOMA_1,
    EntryStatus.DIPLOMA_2,
    EntryStatus.PARTICIPANT,
    EntryStatus.NOT_ADMITTED,
    EntryStatus.DISQUALIFIED,
    EntryStatus.WITHDRAWN,
]


def entry_of(activation: Activation) -> ContestApplication:
    """The entry as it is now."""
    return ContestApplication.objects.get(pk=activation.process.entry_id)


def is_settled(paper: Any) -> bool:
    """Has the paper been signed by everybody, or refused?"""
    return bool(paper.is_registered or paper.is_annulled)


def may_enter(person: Any) -> str:
    """While some window is open: whoever works in an organisation enters it; where people enter for themselves, anybody does."""
    accepting = list(Contest.objects.accepting().select_related("kind"))
    if not accepting:
        return ""
    works = next((capacity.title for capacity in person.capacities() if capacity.key.startswith("member:")), "")
    return works or ("участник, от своего имени" if any(contest.rule.admits_people for contest in accepting) else "")


def entrant(activation: Activation) -> str:
    """Those who work on the entry in the organisation; the form lets only its signer send it."""
    return activation.process.entry.member_key


def act_paper(activation: Activation) -> Any:
    """The act of the last check in place, as it is now."""
    visit = entry_of(activation).visits.exclude(act=None).order_by("-pk").first()
    assert visit is not None, "an act was drawn up"
    return visit.act


def is_decided(activation: Activation) -> bool:
    """Has the chair approved what the secretary proposed, or must the secretary look again?"""
    entry = entry_of(activation)
    return entry.status != EntryStatus.CHECKING or not entry.finding


def must_look_again(activation: Activation) -> bool:
    """Must the secretary check the entry once more?"""
    entry = entry_of(activation)
    return entry.status == EntryStatus.CHECKING and not entry.finding


def expertise_of(activation: Activation) -> Expertise:
    """The expertise of the entry, as it is now."""
    expertise = entry_of(activation).expertise
    assert expertise is not None, "experts were asked"
    return expertise


def comes_alone(activation: Activation) -> bool:
    """Has an appeal brought it back after the others were admitted, with minutes of its own?"""
    entry = entry_of(activation)
    return bool(entry.finding) and entry.contest.status != Contest.Status.CHECKING


def own_minutes(activation: Activation) -> Any:
    """Its own minutes of admission, as they are now."""
    paper = readmission_of(entry_of(activation)).minutes
    assert paper is not None, "the minutes were drawn up"
    return paper


def must_be_visited_alone(activation: Activation) -> bool:
    """Were the visits appointed before it had its score, which calls for one?"""
    entry = entry_of(activation)
    return (
        entry.contest.rule.site_visits
        and is_planned(entry.contest)
        and score_of(entry) >= Decimal(entry.contest.value("visit_from"))
    )


def goes_unvisited(activation: Activation) -> bool:
    """Were the visits appointed, and the lot drawn, before it had its score?"""
    return is_planned(entry_of(activation).contest)


def has_no_score(activation: Activation) -> bool:
    """Did the experts' work end without a score?"""
    entry = entry_of(activation)
    return entry.status == EntryStatus.SCORING and entry.score is None
