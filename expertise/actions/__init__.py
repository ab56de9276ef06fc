"""Everything that writes expertises. Other rooms call `request`, `request_assessment` and `cancel`; steps of the flows and pages call the rest."""

from expertise.actions.concluding import (
    answer,
    approve,
    conclude,
    consolidate,
    convene,
    draft_conclusion,
    may_opine,
    object_to_draft,
    opine,
    stay_silent,
)
from expertise.actions.forming import (
    appoint_additional,
    confirm_group,
    declare,
    find_replacement,
    form_group,
    keep_silent,
    replace,
)
from expertise.actions.leading import other_leading, replace_leading
from expertise.actions.opening import cancel, decide, register, request, request_assessment, stop
from expertise.actions.questions import decide_tie, look_for_ties
from expertise.actions.registering import add_affiliation, admit, end_affiliation, exclude, prolong
from expertise.actions.scoring import accept_by_silence, accept_sheet, close_scoring, open_materials, score, tally_up
from expertise.actions.sweeping import sweep

__all__ = [
    "accept_by_silence",
    "accept_sheet",
    "add_affiliation",
    "admit",
    "answer",
    "appoint_additional",
    "approve",
    "cancel",
    "close_scoring",
    "conclude",
    "confirm_group",
    "consolidate",
    "convene",
    "decide",
    "decide_tie",
    "declare",
    "draft_conclusion",
    "end_affiliation",
    "exclude",
    "find_replacement",
    "form_group",
    "keep_silent",
    "look_for_ties",
    "may_opine",
    "object_to_draft",
    "open_materials",
    "opine",
    "other_leading",
    "prolong",
    "register",
    "replace",
    "replace_leading",
    "request",
    "request_assessment",
    "score",
    "stay_silent",
    "stop",
    "sweep",
    "tally_up",
]
