"""What changed between two versions of an application, word by word."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from casework.textdiff import ADDED, DELETED, Piece, difference
from negotiations.applications import application
from negotiations.proposals.models import Proposal


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
    return format_html_join("", "{}", ((_marked(piece),) for piece in difference(old, new)))


def _marked(piece: Piece) -> SafeString:
    tag = {DELETED: "del", ADDED: "ins"}.get(piece.kind)
    return format_html(f"<{tag}>{{}}</{tag}>", piece.text) if tag else format_html("{}", piece.text)
