"""What changed between two texts, word by word. Pure; `look/marked.html` shows it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, DELETED, ADDED = "same", "deleted", "added"
# A word with its hyphens, a single blank (an ordinary one is not a non-breaking one), or any other sign.
TOKEN = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*|\s|[^\w\s]")
REWRITTEN = 0.35  # texts that have less than this in common are shown as one deleted and one added, not as a mosaic


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, was deleted or was added (`kind`)."""

    kind: str
    text: str


@dataclass(frozen=True)
class _Change:
    same: str = ""
    deleted: str = ""
    added: str = ""

    def pieces(self) -> list[Piece]:
        parts = ((SAME, self.same), (DELETED, self.deleted), (ADDED, self.added))
        return [Piece(kind, text) for kind, text in parts if text]


def tokens(text: str) -> list[str]:
    """The text cut into words, blanks and signs; joined they are the text again."""
    return TOKEN.findall(text)


def difference(old: str, new: str) -> list[Piece]:
    """How the new text comes of the old one: without what was added it is the old text, without what was deleted the new one."""
    before, after = tokens(old), tokens(new)
    if old and new and _words_in_common(before, after) < REWRITTEN:
        return [Piece(DELETED, old), Piece(ADDED, new)] if old != new else [Piece(SAME, old)]
    changes = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        deleted, added = "".join(before[a:b]), "".join(after[c:d])
        changes.append(_Change(same=deleted) if kind == "equal" else _Change(deleted=deleted, added=added))
    return [piece for change in _joined(changes) for piece in change.pieces()]


def exchange(old: str, new: str, longest: int = 80) -> list[Piece]:
    """The same for values: a short one is shown whole, as it was and as it becomes, a long one word by word."""
    if max(len(old), len(new)) > longest:
        return difference(old, new)
    pieces = [Piece(DELETED, old), Piece(SAME, " → "), Piece(ADDED, new)]
    return pieces if old and new else [piece for piece in pieces if piece.text in (old, new) and piece.text]


def _words_in_common(before: list[str], after: list[str]) -> float:
    """The share of words (blanks and signs would make any two texts alike) that both texts have in the same order."""
    first, second = ([token for token in side if token[0].isalnum()] for side in (before, after))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else 1.0


def _joined(changes: list[_Change]) -> list[_Change]:
    """Two changes with nothing but a blank between them are one change: «слово слово» is not read as three."""
    joined: list[_Change] = []
    for position, change in enumerate(changes):
        is_between = 0 < position < len(changes) - 1
        if change.same.isspace() and is_between:
            change = _Change(deleted=change.same, added=change.same)
        if not change.same and joined and not joined[-1].same:
            earlier = joined.pop()
            change = _Change(deleted=earlier.deleted + change.deleted, added=earlier.added + change.added)
        joined.append(change)
    return joined


def old_text(pieces: list[Piece]) -> str:
    """What the pieces began with."""
    return "".join(piece.text for piece in pieces if piece.kind != ADDED)


def new_text(pieces: list[Piece]) -> str:
    """What the pieces end with."""
    return "".join(piece.text for piece in pieces if piece.kind != DELETED)
