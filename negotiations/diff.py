"""What changed between two versions of an application, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from negotiations import application
from negotiations.models import Proposal

REWRITTEN = 0.4  # a text that has less than this in common with the old one is shown as new, not as a mosaic


def changes(proposal: Proposal) -> dict[str, SafeString]:
    """The changed places of the last version against the one before it, as HTML with <del> and <ins>."""
    versions = list(proposal.versions.order_by("-number")[:2])
    if len(versions) < 2:
        return {}
    new, old = (version.snapshot["fields"] for version in versions)
    return {
        name: between(str(old[name]), str(new[name])) for name in application.PLACES if old.get(name) != new.get(name)
    }


def between(old: str, new: str) -> SafeString:
    """Two texts as one, with what went out and what came in marked."""
    before, after = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    # Words are compared, not the blanks between them: two texts without a word in common would be made to match by their spaces.
    matcher = SequenceMatcher(None, _words(before), _words(after), autojunk=False)
    whole = [("replace", 0, len(before), 0, len(after))]
    parts: list[str] = []
    for kind, a, b, c, d in matcher.get_opcodes() if matcher.ratio() > REWRITTEN else whole:
        gone, come = escape("".join(before[a:b])), escape("".join(after[c:d]))
        if kind == "equal":
            parts.append(come)
        else:
            parts.append((f"<del>{gone}</del>" if gone else "") + (f"<ins>{come}</ins>" if come else ""))
    return mark_safe("".join(parts))  # noqa: S308 - every piece is escaped above


def _words(tokens: list[str]) -> list[str]:
    return [token.rstrip() for token in tokens]
