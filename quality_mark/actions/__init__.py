"""Everything that writes contests, entries, votes and Marks. Each action is one sentence of the regulation 3.3, without a request."""

from quality_mark.actions.assessing import (
    assess_again,
    finish_assessment,
    plan_visits,
    record_visit,
    settle_act,
    take_score,
)
from quality_mark.actions.awarding import (
    award,
    banned,
    citizens_choice,
    hand_over,
    hand_over_diploma,
    issue_certificate_again,
    issue_diploma_again,
)
from quality_mark.actions.awarding import enter_act as enter_mark_act
from quality_mark.actions.cancelling import apply_cancelling, propose_cancelling
from quality_mark.actions.checking import check, draw_up_admission, refuse_by_silence, settle_admission
from quality_mark.actions.complaints import complain, conclude_inspection, inspect, review_complaint
from quality_mark.actions.deciding import apply_results, close_appeals, complete, propose_results, publish_results
from quality_mark.actions.entering import begin_check, create, fix, miss_window, submit, withdraw
from quality_mark.actions.judging import enter_levels, put_to_jury, settle_jury
from quality_mark.actions.marks import begin_to_expire, decline, expire
from quality_mark.actions.planning import apply_announcing, close_window, extend, open_window, plan, propose
from quality_mark.actions.questions import apply_answer, ask_committee, ask_revocation_by_term
from quality_mark.actions.ranking import issue_ranking
from quality_mark.actions.voting import (
    cast_vote,
    close_voting,
    open_voting,
    review_votes,
    stop_voting,
    totals,
    voting_is_over,
)

__all__ = [
    "apply_announcing",
    "apply_answer",
    "apply_cancelling",
    "apply_results",
    "ask_committee",
    "ask_revocation_by_term",
    "assess_again",
    "award",
    "banned",
    "begin_check",
    "begin_to_expire",
    "cast_vote",
    "check",
    "citizens_choice",
    "close_appeals",
    "close_voting",
    "close_window",
    "complain",
    "complete",
    "conclude_inspection",
    "create",
    "decline",
    "draw_up_admission",
    "enter_levels",
    "enter_mark_act",
    "expire",
    "extend",
    "finish_assessment",
    "fix",
    "hand_over",
    "hand_over_diploma",
    "inspect",
    "issue_certificate_again",
    "issue_diploma_again",
    "issue_ranking",
    "miss_window",
    "open_voting",
    "open_window",
    "plan",
    "plan_visits",
    "propose",
    "propose_cancelling",
    "propose_results",
    "publish_results",
    "put_to_jury",
    "record_visit",
    "refuse_by_silence",
    "review_complaint",
    "review_votes",
    "settle_act",
    "settle_admission",
    "settle_jury",
    "stop_voting",
    "submit",
    "take_score",
    "totals",
    "voting_is_over",
    "withdraw",
]
