"""Keepers, authors, and cards that go their way through the pages."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from library.models import Card
from programme.appointments import actions as appointments
from programme.models import Person
from tests.access.world import Town
from tests.clock import Clock
from tests.committee import conftest as table
from tests.promises import offenders_of
from tests.story import answer, make_member, make_organization, make_person, press

PROBLEM = {
    "title": "Негде заниматься зимой", "area": "sport", "carriers": ["youth", "families"], "lacking": "places",
    "evidence": "В районе один зал на двенадцать школ, запись закрыта с октября.",
}  # fmt: skip
RESOURCE = {
    "title": "Зал на сорок мест", "nature": "premises", "amount": "40 часов в месяц", "since": "2026-01-10", "until": "2026-12-30",
    "contact": "Утёсова, 200-00-00",
}  # fmt: skip


def now(row: Any) -> Any:
    """The row as it is now."""
    return type(row)._default_manager.get(pk=row.pk)


def offenders() -> dict[str, list[Any]]:
    """Broken promises of this room, by code."""
    from library.invariants import INVARIANTS

    return offenders_of(INVARIANTS)


def make_keeper(code: str = "", **fields: Any) -> Person:
    """A keeper, of one kind if told."""
    person = make_person(last_name="Хранилова", **fields)
    appointments.appoint(person, role="card_keeper", scope=f"kind:{code}" if code else "", ground="распоряжение")
    return person


@dataclass
class Shelf:
    """Who brings cards, who keeps them, and the clock."""

    clock: Clock
    author: Person
    keeper: Person
    member: Person
    organization: Any = field(default=None)

    def begin(self, code: str = "problem", by: Person | None = None, **more: Any) -> Card:
        press(by or self.author, f"/library/{code}/new/", **{"title": "Негде заниматься зимой", **more})
        return Card.objects.latest("pk")

    def submit(self, card: Card, by: Person | None = None, node: str = "submit", **changes: Any) -> Card:
        whole = {"problem": PROBLEM, "resource": RESOURCE}.get(card.kind.code, {})
        answer(by or self.author, card.case, node, **{**whole, **changes})
        return now(card)

    def check(self, card: Card, outcome: str = "accept", by: Person | None = None, **more: Any) -> Card:
        answer(by or self.keeper, card.case, "check", outcome=outcome, **more)
        return now(card)

    def accepted(self) -> Card:
        return self.check(self.submit(self.begin()))


@pytest.fixture
def shelf(clock: Clock):
    """At the end of a story every promise holds."""
    organization = make_organization("ТОС «Берег»")
    yield Shelf(clock, make_person(last_name="Жителева"), make_keeper(), make_member(organization), organization)
    assert offenders() == {}


@pytest.fixture
def committee(db: None):
    """At the end of a story every promise of the committee holds too."""
    yield table.Committee()
    assert table.offenders() == {}


@pytest.fixture
def town(db: None) -> Town:
    town = Town(make_person("expertise_coordinator"))
    town.register(professional=4, public=3)
    return town
