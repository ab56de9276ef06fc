"""What changed between two texts, word by word: pure text, no database."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, DELETED, ADDED = "same", "deleted", "added"
# A word with its hyphens, a single blank (an ordinary one is not a non-breaking one), or any other sign.
TOKEN = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*|\s|[^\w\s]")
REWRITTEN = 0.35  # texts that have less than this in common are shown as one gone and one come, not as a mosaic


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, went out or came in."""

    kind: str
    text: str


def tokens(text: str) -> list[str]:
    """The text cut into words, blanks and signs; joined they are the text again."""
    return TOKEN.findall(text)


def difference(old: str, new: str) -> list[Piece]:
    """How the new text comes of the old one: without what was added it is the old text, without what was deleted the new one."""
    before, after = tokens(old), tokens(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if old and new and _words_in_common(before, after) < REWRITTEN:
        return [Piece(DELETED, old), Piece(ADDED, new)] if old != new else [Piece(SAME, old)]
    changes: list[tuple[str, str, str]] = []  # kept, gone, come
    for kind, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        changes.append((gone, "", "") if kind == "equal" else ("", gone, come))
    return _pieces(_joined(changes))


def _words_in_common(before: list[str], after: list[str]) -> float:
    """The share of words (blanks and signs would make any two texts alike) that both texts have in the same order."""
    first, second = ([token for token in side if token[0].isalnum()] for side in (before, after))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else 1.0


def _joined(changes: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Two changes with nothing but a blank between them are one change: «слово слово» is not read as three."""
    joined: list[tuple[str, str, str]] = []
    for position, (kept, gone, come) in enumerate(changes):
        is_between = 0 < position < len(changes) - 1
        if kept and kept.isspace() and is_between:
            gone, come, kept = kept, kept, ""
        if not kept and joined and not joined[-1][0]:
            _, earlier_gone, earlier_come = joined.pop()
            gone, come = earlier_gone + gone, earlier_come + come
        joined.append((kept, gone, come))
    return joined


def _pieces(changes: list[tuple[str, str, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    for kept, gone, come in changes:
        pieces += [Piece(kind, text) for kind, text in ((SAME, kept), (DELETED, gone), (ADDED, come)) if text]
    return pieces


def old_text(pieces: list[Piece]) -> str:
    """What the pieces began with."""
    return "".join(piece.text for piece in pieces if piece.kind != ADDED)


def new_text(pieces: list[Piece]) -> str:
    """What the pieces end with."""
    return "".join(piece.text for piece in pieces if piece.kind != DELETED)
