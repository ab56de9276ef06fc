"""What the pages of the texts show: groups with the version in force, a version as it is read, the difference of two."""

from dataclasses import dataclass

from casework.textdiff import Piece, exchange
from programme.regulations.page import Marked, Version, versions_of
from programme.texts.kinds import GROUPS, TextKind, kinds
from programme.texts.models import TextVersion


@dataclass(frozen=True)
class Group:
    """The texts of one kind, each with the version in force and the one to come."""

    title: str
    lines: list[tuple[TextKind, Version, Version | None]]


def all_versions() -> dict[str, list[Version]]:
    """{code: its versions, the newest first}, read at once."""
    rows: dict[str, list[TextVersion]] = {code: [] for code in kinds()}
    for row in TextVersion.objects.defer("text"):
        rows[row.code].append(row)
    return {code: versions_of(versions) for code, versions in rows.items()}


def groups(*, consents_only: bool) -> list[Group]:
    """The texts by groups; strangers read the consents alone."""
    versions = all_versions()
    shown = [name for name in GROUPS if name == "consent" or not consents_only]
    return [
        Group(GROUPS[name], [_line(kind, versions[kind.code]) for kind in kinds().values() if kind.group == name])
        for name in shown
    ]


def _line(kind: TextKind, versions: list[Version]) -> tuple[TextKind, Version, Version | None]:
    now = next((line for line in versions if line.state == "now"), versions[-1])
    return kind, now, next((line for line in versions if line.state == "future"), None)


def marked(old: TextVersion, new: TextVersion) -> list[Marked]:
    """What a version says otherwise than another, word by word."""
    changes = []
    for part in new.kind.parts:
        was, becomes = (row.text.get(part.name, "") for row in (old, new))
        if was != becomes:
            pieces: list[Piece] = exchange(was, becomes)
            changes.append(Marked(part.label, pieces))
    return changes
