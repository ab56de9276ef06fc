"""Everything that writes contests, entries, votes and Marks."""

from quality_mark.actions.awarding import award, banned, citizens_choice, hand_over, issue_certificate_again
from quality_mark.actions.awarding import enter_act as enter_mark_act
from quality_mark.actions.complaints import complain, conclude_inspection, inspect, review_complaint
from quality_mark.actions.marks import begin_to_expire, decline, expire
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
    "apply_answer",
    "ask_committee",
    "ask_revocation_by_term",
    "award",
    "banned",
    "begin_to_expire",
    "cast_vote",
    "citizens_choice",
    "close_voting",
    "complain",
    "conclude_inspection",
    "decline",
    "enter_mark_act",
    "expire",
    "hand_over",
    "inspect",
    "issue_certificate_again",
    "issue_ranking",
    "open_voting",
    "review_complaint",
    "review_votes",
    "stop_voting",
    "totals",
    "voting_is_over",
]
