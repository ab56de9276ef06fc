"""What the organisations of the city offer: Marks in force, practices to repeat, technologies, developments, resources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from casework import searching
from casework.gather import gather
from library.cards.models import WORDS_OF_A_CARD
from library.models import Card
from programme.lists import catalogue as lists
from programme.models import Organization
from quality_mark.models import QualityMark

MARK = "mark"
OFFERED = {
    MARK: "Знак качества",
    "precedent": "Прецедент",
    "technology": "Технология",
    "asset": "Разработка",
    "resource": "Ресурс",
}
MOST = 60
WORDS_OF_A_MARK = searching.vector("entry__title", "organization__short_name", "organization__full_name")
HEAD = ["Что", "Название", "Номер", "Чьё", "ИНН", "Область", "Сайт", "Адрес записи"]


@dataclass(frozen=True)
class Offer:
    """A line of the catalogue."""

    kind: str
    title: str
    number: str
    organization: Organization
    area: str
    url: str


def asked_of(query: Any) -> dict[str, str]:
    """The filters as they stand in the address; what is unknown filters nothing."""
    known = {"kind": set(OFFERED), "area": lists.codes("areas")}
    chosen = {name: value for name, values in known.items() if (value := query.get(name, "")) in values}
    return chosen | ({"q": text} if (text := searching.asked(query)) else {})


def _marks(asked: dict[str, str]) -> "QuerySet[QualityMark]":
    rows = QualityMark.objects.public().filter(status__in=QualityMark.IN_FORCE)
    if "area" in asked:
        rows = rows.filter(organization__area=asked["area"])
    if "q" in asked:
        rows = searching.narrow(rows, asked["q"], number="number", words_in=WORDS_OF_A_MARK)
    return rows.select_related("entry", "organization").order_by("-pk")


def _cards(asked: dict[str, str]) -> "QuerySet[Card]":
    kinds = [asked["kind"]] if "kind" in asked else list(OFFERED)
    rows = Card.objects.filter(status=Card.Status.IN_FORCE, kind__code__in=kinds, organization__isnull=False)
    if "area" in asked:
        rows = rows.filter(area=asked["area"])
    if "q" in asked:
        owners = Organization.objects.annotate(known_by=searching.vector("short_name", "full_name"))
        rows = searching.narrow(
            rows, asked["q"], number="number", words_in=WORDS_OF_A_CARD, related={"organization": owners}
        )
    return rows.select_related("kind", "organization").order_by("-pk")


def offers(asked: dict[str, str], most: int | None = None) -> tuple[list[Offer], bool]:
    """The lines, at most so many of Marks and of cards each, and whether there are more."""
    end = None if most is None else most + 1
    marks = _marks(asked)[:end] if asked.get("kind", MARK) == MARK else QualityMark.objects.none()
    cards = _cards(asked)[:end]
    gather(marks, cards)
    lines = [*_lines_of_marks(list(marks)[:most]), *_lines_of_cards(list(cards)[:most])]
    return lines, most is not None and max(len(marks), len(cards)) > most


def _lines_of_marks(marks: list[QualityMark]) -> Iterator[Offer]:
    for mark in marks:
        area = mark.organization.get_area_display() if mark.organization.area else ""
        yield Offer(MARK, mark.entry.title, mark.number, mark.organization, area, mark.get_absolute_url())


def _lines_of_cards(cards: list[Card]) -> Iterator[Offer]:
    for card in cards:
        assert card.organization, "what is offered is an organisation's"
        area = lists.label("areas", card.area) if card.area else ""
        yield Offer(card.kind.code, card.title, card.number, card.organization, area, card.get_absolute_url())


def table(lines: list[Offer], site: str) -> list[list[str]]:
    """The same for a spreadsheet."""
    return [HEAD] + [
        [
            OFFERED[line.kind], line.title, line.number, line.organization.short_name, line.organization.inn, line.area,
            line.organization.site, site + line.url,
        ]
        for line in lines
    ]  # fmt: skip
