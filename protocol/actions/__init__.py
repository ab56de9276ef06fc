"""Everything that writes the Protocol. Each action is one sentence of the regulation 3.4 and runs without a request."""

from protocol.actions.amending import (
    check,
    give_up_petition,
    propose_change,
    put_to_group,
    support,
    supporters_needed,
    withdraw,
)
from protocol.actions.approving import (
    apply_rework,
    apply_verdict,
    approve,
    bring_again,
    bring_to_committee,
    preview,
    rework,
)
from protocol.actions.commenting import comment, moderate, reply
from protocol.actions.conciliation import convene, dispute, disputes, keep_silent, settle, speak
from protocol.actions.deciding import answer, apply_decision
from protocol.actions.editions import (
    apply_review,
    bring_to_group,
    close_discussion,
    close_intake,
    create,
    publish,
    summarise,
    the_group,
)
from protocol.actions.group import co_chairs, form_group
from protocol.actions.standing import archive, ask_extension, end_window, enter_into_force, lapse, supersede
from protocol.actions.writing import add_article, drop_article, save_article, save_preamble

__all__ = [
    "add_article",
    "answer",
    "apply_decision",
    "apply_review",
    "apply_rework",
    "apply_verdict",
    "approve",
    "archive",
    "ask_extension",
    "bring_again",
    "bring_to_committee",
    "bring_to_group",
    "check",
    "close_discussion",
    "close_intake",
    "co_chairs",
    "comment",
    "convene",
    "create",
    "dispute",
    "disputes",
    "drop_article",
    "end_window",
    "enter_into_force",
    "form_group",
    "give_up_petition",
    "keep_silent",
    "lapse",
    "moderate",
    "preview",
    "propose_change",
    "publish",
    "put_to_group",
    "reply",
    "rework",
    "save_article",
    "save_preamble",
    "settle",
    "speak",
    "summarise",
    "supersede",
    "support",
    "supporters_needed",
    "the_group",
    "withdraw",
]
