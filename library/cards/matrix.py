"""The matrix of problems: whom they concern, what is lacking, in which cluster (programme 8.2, «Особое»)."""

from dataclasses import dataclass
from typing import Any

from library.cards.models import Card
from library.kinds.fields import options
from library.kinds.models import CardKind
from library.links.reading import projects_of
from programme.access import Visitor

KIND, ROWS, COLUMNS, CLUSTER = "problem", "carriers", "lacking", "cluster"
MOST = 2000  # problems that are read at once


@dataclass(frozen=True)
class Cell:
    """So many problems concern these and lack that."""

    column: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Matrix:
    """`columns`: titles; `rows`: (code, title, cells); `cards`: those of the chosen cell, or all."""

    columns: list[tuple[str, str]]
    rows: list[tuple[str, str, list[Cell]]]
    cards: list[Card]
    clusters: list[tuple[str, str]]
    chosen: str  # the chosen cell in words
    projects: list[
        tuple[str, Any]
    ]  # what is linked to the problems of the chosen cell: (number of the problem, the thing)


def matrix(carrier: str, lacking: str, cluster: str, person: Visitor) -> Matrix:
    """Of all problems in force; of one cluster if told."""
    rules = {rule.name: rule for rule in CardKind.objects.in_force().get(code=KIND).rule.fields}
    whose, what, clusters = options(rules[ROWS]), options(rules[COLUMNS]), options(rules[CLUSTER])
    in_force = Card.objects.filter(kind__code=KIND, status=Card.Status.IN_FORCE)
    cards = [
        card
        for card in in_force.select_related("current", "kind", "organization")[:MOST]
        if cluster not in dict(clusters) or _answers(card, CLUSTER) == {cluster}
    ]
    is_chosen = carrier in dict(whose) and lacking in dict(what)
    rows = [
        (code, title, [Cell(column, len(_of(cards, code, column)), is_chosen and (code, column) == (carrier, lacking)) for column, _ in what])
        for code, title in whose
    ]  # fmt: skip
    words = f"{dict(whose)[carrier]} — не хватает {dict(what)[lacking]}" if is_chosen else ""
    shown = _of(cards, carrier, lacking) if is_chosen else cards
    return Matrix(what, rows, shown, clusters, words, projects_of(shown, person) if is_chosen else [])


def _of(cards: list[Card], carrier: str, lacking: str) -> list[Card]:
    return [card for card in cards if carrier in _answers(card, ROWS) and lacking in _answers(card, COLUMNS)]


def _answers(card: Card, name: str) -> set[str]:
    assert card.current is not None, "what is in force has been frozen"
    value = card.current.payload.get(name) or []
    return set(value) if isinstance(value, list) else {value}
