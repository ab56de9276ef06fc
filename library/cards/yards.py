"""Yards where people exercise, district by district: cards in force and nothing else (table of systems, row 78)."""

from dataclasses import dataclass, field

from library.cards.models import Card
from library.kinds.models import CardKind
from programme.lists import catalogue

KIND = "yard"
MOST = 1000
SAID = ("activity", "days", "whom", "leader")


@dataclass(frozen=True)
class Yard:
    """A card as the list shows it: what, when, for whom, who leads."""

    card: Card
    place: str
    facts: list[str]


@dataclass(frozen=True)
class District:
    """A district with its yards."""

    code: str
    title: str
    yards: list[Yard] = field(default_factory=list)


def by_district(area: str, district: str) -> list[District]:
    """The districts that have any, in the order of the city's list; of one area or one district if told."""
    rows = Card.objects.filter(kind__code=KIND, status=Card.Status.IN_FORCE).select_related("current", "organization")
    cards = list((rows.filter(area=area) if area else rows).order_by("title")[:MOST])
    every = [District(code, title) for code, title in catalogue.every("districts") if district in ("", code)]
    known = {row.code: row for row in every}
    for card in cards:
        assert card.current is not None, "what is in force has been frozen"
        answers = card.current.payload
        if answers.get("district") in known:
            facts = [str(answers[name]) for name in SAID if answers.get(name)]
            known[answers["district"]].yards.append(Yard(card, str(answers.get("place", "")), facts))
    return [row for row in every if row.yards]


def kind() -> CardKind:
    """As it holds now."""
    return CardKind.objects.in_force().get(code=KIND)
