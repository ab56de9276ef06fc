"""The library: problems of the city, a resource on offer, an act, a term that everybody may discuss now, a draft act before the experts."""

from datetime import timedelta
from functools import partial
from typing import Any

from casework import workdays
from library.cards import actions, forms
from library.models import Card, CardKind
from portal.demo.people import World
from portal.demo.player import Story
from programme.models import Person

PROBLEM: dict[str, Any] = {
    "title": "Подросткам негде заниматься зимой", "area": "sport", "carriers": ["families", "youth"], "lacking": ["places"],
    "evidence": "В районе один зал на двенадцать школ, запись закрыта с октября; в прошлую зиму приём вели по списку ожидания.",
}  # fmt: skip
DARK: dict[str, Any] = {
    "title": "Двор тёмный с пяти вечера", "area": "social", "carriers": ["citizens", "families"], "lacking": ["rules", "money"],
    "evidence": "Из сорока опор во дворах горят двенадцать; кому они принадлежат, не знают ни дом, ни управа.",
}  # fmt: skip
LOST: dict[str, Any] = {
    "title": "О субсидиях узнают последними", "area": "social", "carriers": ["business", "youth"], "lacking": ["information"],
    "evidence": "Из двадцати опрошенных объединений о последнем приёме заявок знали четыре, и все — от знакомых.",
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

DRAFT_ACT: dict[str, Any] = {
    "title": "О поддержке организаций трёх кластеров", "area": "social", "nature": "administration",
    "text": "Утвердить порядок поддержки организаций трёх кластеров. Порядок пересматривают раз в год по отчёту, который открыт всем.",
    "explanation": "Поддержка пойдёт по правилам, известным заранее; каждый отказ называет невыполненное условие.",
    "expenses": "в пределах средств, предусмотренных на поддержку",
}  # fmt: skip

ACT: dict[str, Any] = {
    "title": "Порядок учёта вкладов участников", "area": "social", "act_number": "000-в", "issuer": "администрация города (демо)",
    "text": "Вклад учитывают со дня, когда его подтвердила принимающая сторона. Отзыв подтверждения возможен только с основанием.",
}  # fmt: skip


def draft_act(world: World, ago: int) -> Story:
    """Discussed for ten working days, nobody wrote; its author leaves the text as it is, and the experts are called."""
    author, coordinator = world.people["org01"], world.people["coordinator"]
    yield world.days.at(ago, 12)
    card = bring(world, author, "draft_act", DRAFT_ACT, organization=world.organizations["ORG01"])
    yield world.days.at(ago - 1, 10)
    world.actor.answer(world.people["keeper"], card.case, "check", outcome="accept")
    yield world.days.at(ago - 13, 15)
    world.actor.answer(author, card.case, "revise", **DRAFT_ACT)
    yield world.days.at(ago - 14, 11)
    expertise = Card.objects.get(pk=card.pk).expertise
    assert expertise, "the text has been discussed"
    world.actor.answer(coordinator, expertise.case, "register")
    ground = "Проект муниципального акта: экспертиза обязательна (регламент, раздел 3.2)."
    world.actor.answer(coordinator, expertise.case, "decide", verdict="hold", ground=ground)


def cards(world: World, ago: int) -> Story:
    """Brought by heads of organisations, checked by the keeper; the last problem waits for the check."""
    keeper, citizen, giver = (world.people[mailbox] for mailbox in ("keeper", "org13", "org11"))
    yield world.days.at(ago, 10)
    problems = [bring(world, citizen, "problem", facts) for facts in (PROBLEM, DARK, LOST)]
    today = workdays.local_date()
    period = {"since": f"{today:%Y-%m-%d}", "until": f"{today + timedelta(days=240):%Y-%m-%d}"}
    resource = bring(world, giver, "resource", {**RESOURCE, **period}, organization=world.organizations["ORG11"])
    yield world.days.at(ago - 1, 11)
    for card in (*problems, resource):
        world.actor.answer(keeper, card.case, "check", outcome="accept")
    act = bring(
        world, world.people["clerk"], "act", {**ACT, "act_date": f"{today - timedelta(days=30):%Y-%m-%d}"}, step="enter"
    )
    assert act.number, "a plain register gives the number at once"
    term = bring(world, citizen, "term", TERM)
    yield world.days.at(ago - 2, 12)
    world.actor.answer(keeper, term.case, "check", outcome="accept")
    bring(world, citizen, "problem", UNCHECKED)


def bring(world: World, person: Person, code: str, facts: dict[str, Any], step: str = "submit", **more: Any) -> Card:
    """A draft, filled in and submitted, or entered into a plain register."""
    kind = CardKind.objects.in_force().get(code=code)
    begun = {"title": facts["title"], **more}
    card: Card = world.actor.act(person, None, "лично", forms.CreateForm, partial(actions.create, kind), kind, **begun)
    world.actor.answer(person, card.case, step, **facts)
    return Card.objects.get(pk=card.pk)
