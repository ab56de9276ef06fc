"""The library: two problems of the city, a resource on offer, a term that everybody may discuss now."""

from datetime import timedelta
from functools import partial
from typing import Any

from casework import workdays
from library.cards import actions, forms
from library.models import Card, CardKind
from portal.demo.people import World
from portal.demo.player import Story
from programme.models import Person

PROBLEM = {
    "title": "Подросткам негде заниматься зимой", "area": "sport", "carriers": ["families", "youth"], "lacking": ["places"],
    "evidence": "В районе один зал на двенадцать школ, запись закрыта с октября; в прошлую зиму приём вели по списку ожидания.",
}  # fmt: skip
UNCHECKED = {
    "title": "Первые этажи пустуют", "carriers": ["business", "citizens"], "lacking": ["rules", "information"],
    "evidence": "На одной улице закрыты одиннадцать помещений из тридцати, объявления висят больше года.",
}  # fmt: skip
RESOURCE = {
    "title": "Зал на сорок мест по вечерам", "nature": "premises", "amount": "40 часов в месяц", "place": "ул. Демонстрационная, 101",
    "contact": "вахта, с 9 до 18",
}  # fmt: skip
TERM = {
    "title": "Встречный вклад", "area": "", "definition": "То, что сторона переговоров даёт проекту в ответ на вклады других.",
    "source": "Программа, раздел о переговорах",
}  # fmt: skip


def cards(world: World, ago: int) -> Story:
    """Brought by heads of organisations, checked by the keeper; the last problem waits for the check."""
    keeper, citizen, giver = (world.people[mailbox] for mailbox in ("keeper", "org13", "org11"))
    yield world.days.at(ago, 10)
    problem = _bring(world, citizen, "problem", PROBLEM)
    today = workdays.local_date()
    period = {"since": f"{today:%Y-%m-%d}", "until": f"{today + timedelta(days=240):%Y-%m-%d}"}
    resource = _bring(world, giver, "resource", {**RESOURCE, **period}, organization=world.organizations["ORG11"])
    yield world.days.at(ago - 1, 11)
    for card in (problem, resource):
        world.actor.answer(keeper, card.case, "check", outcome="accept")
    term = _bring(world, citizen, "term", TERM)
    yield world.days.at(ago - 2, 12)
    world.actor.answer(keeper, term.case, "check", outcome="accept")
    _bring(world, citizen, "problem", UNCHECKED)


def _bring(world: World, person: Person, code: str, facts: dict[str, Any], **more: Any) -> Card:
    """A draft, filled in and submitted."""
    kind = CardKind.objects.in_force().get(code=code)
    begun = {"title": facts["title"], **more}
    card: Card = world.actor.act(person, None, "лично", forms.CreateForm, partial(actions.create, kind), kind, **begun)
    world.actor.answer(person, card.case, "submit", **facts)
    return card
