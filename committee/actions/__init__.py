"""The only writers of the committee's facts, one module per part of the work."""

from committee.actions.agenda import approve, assemble, notify_members
from committee.actions.bodies import establish, seat, unseat
from committee.actions.decisions import draw_up, enter_act, publish_decision, settle_decision
from committee.actions.items import propose_item, withdraw_item
from committee.actions.meetings import (
    adjourn,
    cancel,
    close_sitting,
    open_sitting,
    plan,
    postpone,
    record_attendance,
    resume,
)
from committee.actions.minutes import dissent, draft_minutes, no_remark, publish, remark, settle_minutes, sign_minutes
from committee.actions.presiding import acting_chairs, acting_secretaries, hand_to, replace_presiding, who_may_preside
from committee.actions.voting import close_voting, discuss, find_no_quorum, put_motion, recuse, vote

__all__ = [
    "acting_chairs",
    "acting_secretaries",
    "adjourn",
    "approve",
    "assemble",
    "cancel",
    "close_sitting",
    "close_voting",
    "discuss",
    "dissent",
    "draft_minutes",
    "draw_up",
    "enter_act",
    "establish",
    "find_no_quorum",
    "hand_to",
    "no_remark",
    "notify_members",
    "open_sitting",
    "plan",
    "postpone",
    "propose_item",
    "publish",
    "publish_decision",
    "put_motion",
    "record_attendance",
    "recuse",
    "remark",
    "replace_presiding",
    "resume",
    "seat",
    "settle_decision",
    "settle_minutes",
    "sign_minutes",
    "unseat",
    "vote",
    "who_may_preside",
    "withdraw_item",
]
