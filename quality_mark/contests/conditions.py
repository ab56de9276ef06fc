"""What the flows of contests ask about the contest as it is now."""

from typing import Any

from viewflow.workflow.activation import Activation

from casework.nodes import subject_of
from committee.models import Body
from programme.access import has_role
from quality_mark.admission.actions import unchecked
from quality_mark.contests.contested import is_contested
from quality_mark.contests.models import Cancellation, Contest
from quality_mark.entries.conditions import EntryStatus
from quality_mark.jury import actions as jury
from quality_mark.jury.actions import live_questions, needs_levels, unsettled
from quality_mark.jury.models import JuryQuestion
from quality_mark.voting import actions as voting

ContestStatus = Contest.Status


def contest_of(activation: Activation) -> Contest:
    """The contest as it is now."""
    return Contest.objects.get(pk=activation.process.contest_id)


def keeps_contests(person: Any) -> str:
    """The secretary of the contest opens one."""
    return "секретарь конкурса" if has_role(person, "contest_secretary") else ""


def announcing_item(activation: Activation) -> Any:
    """The question whether to announce, as it is now."""
    return contest_of(activation).announcing_item


def results_item(activation: Activation) -> Any:
    """The question about the results, as it is now."""
    return contest_of(activation).results_item


def cancelling_item(activation: Activation) -> Any:
    """The question whether to cancel, as it is now."""
    return Cancellation.objects.get(pk=activation.process.cancellation_id).item


def all_checked(activation: Activation) -> bool:
    """Has the secretary finished with every entry?"""
    return not unchecked(contest_of(activation)).exists()


def admission_paper(activation: Activation) -> Any:
    """The minutes of admission, as they are now."""
    return contest_of(activation).admission_minutes


def all_assessed(activation: Activation) -> bool:
    """Has every entry its score from the experts?"""
    entries = contest_of(activation).entries
    return not entries.filter(status__in=[EntryStatus.ADMITTED, EntryStatus.SCORING], score=None).exists()


def has_visits(activation: Activation) -> bool:
    """Are objects of this kind looked at in place?"""
    return contest_of(activation).rule.site_visits


def all_scored(activation: Activation) -> bool:
    """CT-10: are all checks in place over, the citizens' votes counted, and does nobody wait for an answer about admission?"""
    contest = contest_of(activation)
    busy = [
        EntryStatus.CHECKING,
        EntryStatus.RETURNED,
        EntryStatus.ADMITTED,
        EntryStatus.SCORING,
        EntryStatus.SITE_VISIT,
    ]
    is_waiting = contest.entries.filter(status__in=busy).exists() or is_contested(contest)
    return not is_waiting and voting.voting_is_over(contest)


def open_questions(activation: Activation) -> list[JuryQuestion]:
    """Questions to the jury whose resolutions are not carried out yet."""
    return live_questions(contest_of(activation))


def question_item(activation: Activation) -> Any:
    """The item of a branch, as it is now."""
    question = subject_of(activation)
    return JuryQuestion.objects.get(pk=question.pk).item


def has_questions(activation: Activation) -> bool:
    """Has anything been put to the jury?"""
    return bool(open_questions(activation))


def follow_the_jury(activation: Activation) -> None:
    """Carry out what the jury has resolved; later steps see the contest as it is then."""
    activation.process.contest = contest_of(activation)
    jury.settle_jury(activation.process.contest)


def must_be_entered(activation: Activation) -> bool:
    """Has the jury deviated from a ranking?"""
    return bool(needs_levels(contest_of(activation)))


def must_be_put(activation: Activation) -> bool:
    """Is there a nomination on which the jury has not spoken?"""
    contest = contest_of(activation)
    return contest.status == ContestStatus.JURY and bool(unsettled(contest))


def uses_of(body: Body) -> list[str]:
    """What a body is needed for here, in words (Russian): a contest that is not over has its jury."""
    over = (ContestStatus.COMPLETED, ContestStatus.FAILED, ContestStatus.CANCELLED)
    return [f"конкурс не завершён: {contest}" for contest in Contest.objects.filter(jury=body).exclude(status__in=over)]
