"""What the pages of the lists show: versions with their dates, rows in words, the difference of two versions."""

from dataclasses import dataclass

from casework.textdiff import exchange
from programme.lists import catalogue
from programme.lists import rows as rules
from programme.lists.kinds import Kind, kinds
from programme.lists.models import ListVersion
from programme.regulations.page import Marked, Version, versions_of
from programme.regulations.values import in_words


@dataclass(frozen=True)
class Table:
    """A version of a list as people read it."""

    heads: list[str]
    lines: list[tuple[list[tuple[str, str]], bool]]  # ([(head, words)], may no longer be chosen)


def table(version: ListVersion) -> Table:
    """The rows of a version in words; a code is shown where people know it."""
    columns = catalogue.columns(version.kind)
    lines = [
        ([(column.label, in_words(column, row[name])) for name, column in columns.items()], row["ended"])
        for row in version.rows
    ]
    return Table([column.label for column in columns.values()], lines)


def all_versions() -> dict[str, list[Version]]:
    """{code of a list: its versions, the newest first}, read at once."""
    rows: dict[str, list[ListVersion]] = {code: [] for code in kinds()}
    for row in ListVersion.objects.select_related("document").defer("document__snapshot", "rows"):
        rows[row.code].append(row)
    return {code: versions_of(versions) for code, versions in rows.items()}


def lists() -> list[tuple[Kind, Version, list[str]]]:
    """(list, version in force, what may be chosen today) of every list."""
    versions = all_versions()
    return [
        (kind, next((line for line in versions[code] if line.state == "now"), versions[code][-1]), _titles(code))
        for code, kind in kinds().items()
    ]


def _titles(code: str) -> list[str]:
    """What people know the rows by."""
    name = "title" if kinds()[code].prefix else "code"
    return [row[name] for row in catalogue.current(code)]


def marked(old: ListVersion, new: ListVersion) -> list[Marked]:
    """What a version says otherwise than another."""
    lines = rules.differences(new.kind, old.rows, new.rows, catalogue.columns(new.kind))
    return [Marked(line.label, exchange(line.was or "", line.becomes or "")) for line in lines]
