"""Everything that writes paper. Callers are in upper rooms; nothing calls back."""

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
from documents.actions.signing import FRESH_SECONDS, ask_to_sign, close_signing, lapse_signing, sign

__all__ = [
    "FRESH_SECONDS",
    "annotate",
    "annul",
    "ask_to_sign",
    "attach_rendition",
    "close_signing",
    "file_away",
    "freeze",
    "issue",
    "lapse_signing",
    "make_again",
    "open_to",
    "publish",
    "send",
    "sign",
    "supersede",
]
