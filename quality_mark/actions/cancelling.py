"""Cancelling a contest by a decision of the committee: CT-19."""

from typing import Any

import committee.actions
from casework import door
from casework.door import Refused
from casework.locking import locked
from committee.papers import quoted
from journal.record import move, record
from quality_mark import papers
from quality_mark.actions.checking import close_entries
from quality_mark.actions.voting import stop_voting
from quality_mark.models import Cancellation, Contest

RESOLUTIONS: list[dict[str, Any]] = [
    {
        "code": "cancel",
        "title": "Отменить конкурс",
        "needs_reasons": True,
        "outcome": "Об отмене {about}",
        "tone": "bad",
    },
    {"code": "keep", "title": "Продолжить конкурс", "outcome": "О продолжении {about}"},
]


def propose_cancelling(*, contest: Contest, ground: str, by: Any) -> Cancellation:
    """The secretary asks the committee to cancel a contest that has not come to its jury."""
    if contest.status not in Contest.BEFORE_JURY:
        raise Refused("Отменить можно только конкурс, который ещё не вынесен на жюри.")
    if contest.cancellations.filter(case__finished=None).exists():
        raise Refused("Вопрос об отмене этого конкурса уже внесён.")
    found = Cancellation.objects.create(contest=contest, ground=ground, proposed_by=by)
    found.item = committee.actions.propose_item(
        title=f"Об отмене конкурса «{contest.title}»",
        question=ground,
        draft_resolution=f"Отменить конкурс «{contest.title}» (№ {contest.number}).",
        resolutions=RESOLUTIONS,
        about=f"конкурса {quoted(contest.title)}",
        reporter=f"{by.short_name}, секретарь конкурса",
        by=by,
    )
    found.save()
    record(contest, "propose_cancelling", "Внесён вопрос об отмене конкурса", by=by, ground=ground)
    return found


def apply_cancelling(cancellation: Cancellation) -> None:
    """CT-19: the decision is in force; whatever the contest was waiting for falls away."""
    item = cancellation.item
    assert item is not None, "the committee was asked"
    case = cancellation.contest.case
    with locked(case.pk):
        contest = Contest.objects.get(pk=cancellation.contest_id)
        if not (item.is_effective and item.verdict == "cancel"):
            record(contest, "not_cancelled", "Комитет не отменил конкурс", ground=item.reasons or item.motive)
            return
        if contest.status not in Contest.BEFORE_JURY:
            record(
                contest,
                "cancelled_too_late",
                "Конкурс уже на рассмотрении жюри: отмена невозможна",
                ground=item.reasons,
            )
            return
        reason = item.reasons[:400]
        move(contest.cancel, "Конкурс отменён", ground=reason, reason=reason)
        door.close_case(case)
        stop_voting(contest, ground=reason, by=None)
        close_entries(contest, f"конкурс отменён: {reason}")
    papers.cancellation(contest)
