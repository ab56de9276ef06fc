"""Everything that writes paper. Callers are in upper rooms; nothing calls back."""

from documents.actions.agreeing import in_force, join_agreement, publish_agreement
from documents.actions.custody import note_damage
from documents.actions.issuing import issue, make_again
from documents.actions.keeping import (
    annotate,
    annul,
    attach_rendition,
    file_away,
    freeze,
    open_to,
    publish,
    send,
    supersede,
)
from documents.actions.naming import attach_public_copy, stop_naming, without_names
from documents.actions.signing import (
    FRESH_SECONDS,
    NEEDS_AGREEMENT,
    ask_to_sign,
    close_signing,
    lapse_signing,
    replace_signatory,
    sign,
)

__all__ = [
    "FRESH_SECONDS",
    "NEEDS_AGREEMENT",
    "annotate",
    "annul",
    "ask_to_sign",
    "attach_public_copy",
    "attach_rendition",
    "close_signing",
    "file_away",
    "freeze",
    "in_force",
    "issue",
    "join_agreement",
    "lapse_signing",
    "make_again",
    "note_damage",
    "open_to",
    "publish",
    "publish_agreement",
    "replace_signatory",
    "send",
    "sign",
    "stop_naming",
    "supersede",
    "without_names",
]
