"""Everything that writes proposals. Each action is one sentence of the regulation 3.1.1 and runs without a request."""

from negotiations.actions.applying import (
    attach,
    choose_platform,
    create,
    detach,
    improve,
    miss_window,
    resubmit,
    submit,
)
from negotiations.actions.deciding import apply_verdict, archive_after_silence, include, sign_initiative, withdraw
from negotiations.actions.examining import check, conclude, give_up_rework, order_expertise, reject_by_silence

__all__ = [
    "apply_verdict",
    "archive_after_silence",
    "attach",
    "check",
    "choose_platform",
    "conclude",
    "create",
    "detach",
    "give_up_rework",
    "improve",
    "include",
    "miss_window",
    "order_expertise",
    "reject_by_silence",
    "resubmit",
    "sign_initiative",
    "submit",
    "withdraw",
]
