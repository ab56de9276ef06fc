"""What the page of a card shows of its matter outside the city, and to whom what; applications by the area."""

from dataclasses import dataclass, field
from typing import Any

from casework.pages import history, timeline
from library.cards.keeping import keeps
from library.cards.models import Card
from library.outside.models import ExternalMatter
from programme.access import Visitor
from programme.lists import catalogue

APPLICATIONS = ("external_application", "city_application")
MOST = 2000
# What the keeper may do outside the steps: {verb: (name of its address, statuses, words of the button)}.
ACTS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "drop": ("matter_drop", (ExternalMatter.Status.PREPARING,), "Снять: ничего не направлять"),
    "suspend": ("matter_suspend", (ExternalMatter.Status.GRANTED,), "Приостановить"),
    "resume": ("matter_resume", (ExternalMatter.Status.SUSPENDED,), "Возобновить"),
    "close": ("matter_close", ExternalMatter.RUNNING, "Завершить внешнее дело"),
}


def of_card(card: Card, person: Visitor, *, is_inside: bool) -> dict[str, Any]:
    """The matter with its papers, its course, and the acts the visitor may do; nothing for a card that has none."""
    rows = ExternalMatter.objects.filter(card=card).select_related("letter", "case", "card__kind")
    matter = rows.first() if card.kind.rule.external else None
    if matter is None:
        return {}
    may = keeps(card, person)
    return {
        "matter": matter,
        "outside_papers": matter.papers.select_related("document", "file").order_by("-pk"),
        "outside_timeline": timeline(history(matter), has_grounds=is_inside),
        "outside_acts": [(name, words) for name, sources, words in ACTS.values() if may and matter.status in sources],
        "may_open_copies": is_inside,
    }


@dataclass
class Line:
    """The applications of an area: how many went out, how many were supported, for how much."""

    area: str
    cards: list[Card] = field(default_factory=list)
    sent: int = 0
    asked: int = 0
    supported: int = 0
    given: int = 0


def applications() -> tuple[list[Line], Line]:
    """A line an area, in their order, and the total; of all that has come into force, whatever has become of it."""
    rows = Card.objects.public().filter(kind__code__in=APPLICATIONS, in_force_at__isnull=False)
    lines: dict[str, Line] = {}
    total = Line("Всего")
    for card in rows.select_related("kind", "current", "organization", "matter__card__kind")[:MOST]:
        own = lines.setdefault(card.area, Line(catalogue.label("areas", card.area, card.created_at)))
        own.cards.append(card)
        for line in (own, total):
            _count(line, card)
    return [lines[code] for code, _ in catalogue.every("areas") if code in lines], total


def _count(line: Line, card: Card) -> None:
    matter: ExternalMatter = card.matter  # type: ignore[attr-defined] # what is in force has one
    if matter.sent_on and card.current:
        line.sent += 1
        line.asked += card.current.payload.get("amount") or 0
    if matter.outcome in (ExternalMatter.Status.GRANTED, ExternalMatter.Status.PARTLY):
        line.supported += 1
        line.given += matter.amount or 0
