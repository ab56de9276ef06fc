"""What the papers of a body say about appealing what it has resolved: the story says of which resolution there is an appeal, and where."""

from collections.abc import Iterable
from typing import Any

from committee.agenda.models import AgendaItem
from programme.regulations.recourse import recourse


def appealed_at(page: str, resolutions: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The resolutions of a question; those with an "appeal" are appealed on this page."""
    return [{**row, "page": page} if row.get("appeal") else row for row in resolutions]


def recourse_of(item: AgendaItem) -> str:
    """The sentence about appealing the answer of a body (Russian)."""
    resolution = item.resolution(item.verdict)
    return recourse(resolution.get("appeal", ""), resolution.get("page", ""))
