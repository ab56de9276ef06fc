"""What a proposal's page tells beside its text: what happened and which papers came of it, who takes part, the scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from documents.models import Document
from expertise.models import ExpertAssignment
from journal.models import Entry
from journal.record import key
from negotiations.models import NegotiationCase, Proposal

TOGETHER = timedelta(minutes=1)  # an act and the papers it issues are written in one transaction


@dataclass
class Event:
    """A line of the timeline: what happened, in whose capacity, and the paper that came of it."""

    at: datetime
    title: str
    capacity: str = ""
    note: str = ""
    url: str = ""
    url_text: str = ""
    is_move: bool = False

    def bear(self, paper: Document) -> None:
        """Show the paper beside what brought it about."""
        self.url, self.url_text = (
            paper.get_absolute_url(),
            f"{paper.get_kind_display().lower()} №\N{NO-BREAK SPACE}{paper.number}",
        )


def timeline(one: Proposal, papers: list[Document], is_open: bool) -> list[Event]:
    """What happened, newest first; the public sees the changes of status only, and nobody's name."""
    entries = Entry.objects.filter(subject=key(one)).order_by("id")
    if not is_open:
        entries = entries.exclude(after="").exclude(verb="create")
    events = [_told(entry, is_open) for entry in entries]
    for paper in sorted(papers, key=lambda paper: paper.pk):
        near = [
            event
            for event in events
            if event.is_move and not event.url and abs(event.at - paper.reserved_at) < TOGETHER
        ]
        if near:
            min(near, key=lambda event: abs(event.at - paper.reserved_at)).bear(paper)
        else:
            events.append(_entered(paper))
    return sorted(events, key=lambda event: event.at)[::-1]


def _told(entry: Entry, is_open: bool) -> Event:
    """An act as the timeline tells it; papers come of changes of status only."""
    is_move = bool(entry.before and entry.after)
    return Event(entry.at, entry.title, entry.capacity, entry.ground if is_open else "", is_move=is_move)


def _entered(paper: Document) -> Event:
    """A paper that has a life of its own: it appears when it was registered."""
    kind = str(paper.get_kind_display())
    title = paper.title if paper.title.startswith(kind) else f"{kind}: {paper.title}"
    event = Event(paper.registered_at or paper.reserved_at, title)
    event.bear(paper)
    return event


def people(one: Proposal, talks: Sequence[NegotiationCase]) -> list[tuple[str, str]]:
    """Who takes part, by capacity; experts by number only. `talks`: the negotiations to be named."""
    found = [
        ("Заявитель", one.organization.full_name),
        ("Площадка", f"{one.platform.title}\nоператор — {one.platform.operator.short_name}"),
        ("Формальная проверка", "секретариат площадки"),
    ]
    for case in talks:
        names = ", ".join(party.organization.short_name for party in case.sides())
        found.append(("Переговоры", f"дело № {case.number}" + (f"\n{names}" if names else "")))
    if one.expertise_id:
        found.append(("Экспертиза", _experts(one)))
    if one.agenda_item_id:
        found.append(("Решение", one.agenda_item.body.title))
    return found


def _experts(one: Proposal) -> str:
    if not one.expertise.is_public:
        return "координатор и экспертная группа; состав не раскрывается до публикации заключения"
    group = (
        ExpertAssignment.objects.counted()
        .filter(expertise=one.expertise_id)
        .select_related("expert")
        .order_by("number")
    )
    return "\n".join(f"{row.pseudonym}, {row.expert.get_track_display()}" for row in group)


def scores(one: Proposal) -> dict[str, Any] | None:
    """The published conclusion's figures: the score, the threshold, and the mean of each criterion out of ten."""
    if not (one.expertise_id and one.expertise.is_public and one.expertise.conclusion_id):
        return None
    said = one.expertise.conclusion.snapshot
    return {
        "score": said["result"]["score"],
        "threshold": said["result"]["threshold"],
        "outcome": said["result"]["outcome_in_words"],
        "tracks": [
            (table["title"], [(row["title"], _number(row["mean"]), 10) for row in table["rows"]])
            for table in said["tables"]
        ],
    }


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))
