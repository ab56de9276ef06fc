"""Everything that writes paper. Callers are in upper rooms; nothing calls back."""

from documents.actions.issuing import issue, make_again
from documents.actions.keeping import annul, attach_rendition, file_away, freeze, publish, send, supersede
from documents.actions.signing import FRESH_SECONDS, lapse_signing, sign

__all__ = [
    "FRESH_SECONDS",
    "annul",
    "attach_rendition",
    "file_away",
    "freeze",
    "issue",
    "lapse_signing",
    "make_again",
    "publish",
    "send",
    "sign",
    "supersede",
]
