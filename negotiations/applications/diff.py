"""What changed between two versions of an application, word by word."""

import re
from difflib import SequenceMatcher
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from negotiations.applications import application
from negotiations.proposals.models import Proposal

REWRITTEN = 0.4  # a text that has less than this in common with the old one is shown as new, not as a mosaic


def changes(proposal: Proposal) -> dict[str, SafeString]:
    """The changed places of the last version against the one before it, as HTML with <del> and <ins>."""
    versions = list(proposal.versions.order_by("-number")[:2])
    if len(versions) < 2:
        return {}
    new, old = (version.snapshot for version in versions)
    changed = [name for name in application.PLACES if application.content(old, name) != application.content(new, name)]
    return {
        name: files(old["attachments"], new["attachments"])
        if name == "attachments"
        else between(str(old["fields"][name]), str(new["fields"][name]))
        for name in changed
    }


def files(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> SafeString:
    """The files of two versions as lines: what stayed, what was replaced under its name, what came and what went."""
    before, after = {file["name"]: file for file in old}, {file["name"]: file for file in new}
    lines = []
    for name, file in after.items():
        earlier = before.get(name)
        if earlier is None:
            lines.append(format_html("<ins>{}</ins>", _file(file)))
        elif earlier["sha256"] == file["sha256"]:
            lines.append(_file(file))
        else:
            words = "{} — файл заменён: было <del>{}</del>, стало <ins>{}</ins>"
            lines.append(format_html(words, name, _file(earlier), _file(file)))
    lines += [format_html("<del>{}</del>", _file(file)) for name, file in before.items() if name not in after]
    return mark_safe("\n".join(lines))  # noqa: S308 - format_html has escaped every line


def _file(file: dict[str, Any]) -> SafeString:
    """A link to the bytes, with what tells them from others of the same name."""
    size, digest = filesizeformat(file["size"]), file["sha256"][:8]
    return format_html('<a href="{}">{}</a> ({}, SHA-256 {}…)', file["url"], file["name"], size, digest)


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
