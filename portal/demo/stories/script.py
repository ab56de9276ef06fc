"""The script: all stories of the city together. Days are counted back from today."""

from collections.abc import Iterator

from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories import (
    call,
    contest,
    contest_kinds,
    discussing,
    events,
    events_courses,
    events_shown,
    implementing,
    library,
    library_outside,
    library_route,
    money,
    monitoring,
    programme,
    protocol,
    protocol_next,
    sitting,
    sittings,
    surveys,
    weighing,
)
from portal.demo.stories.proposals import DISCUSSED, HEARD, SINGLE, heard

FIRST_DAY = 107
EXPECTED = {
    "PRJ01": "negotiating", "PRJ02": "implementing", "PRJ03": "on_committee", "PRJ04": "under_expertise", "PRJ05": "completed",
    "PRJ06": "agreed", "PRJ07": "not_recommended", "PRJ08": "negotiating", "PRJ09": "terminated", "PRJ10": "returned",
    "PRJ11": "under_expertise", "PRJ12": "rework", "PRJ13": "negotiating", "PRJ14": "on_committee", "PRJ15": "on_committee",
    "PRJ16": "draft", "PRJ17": "recommended", "PRJ18": "negotiation_failed", "PRJ19": "on_committee", "PRJ20": "formal_check",
    "PRJ21": "withdrawn",
}  # fmt: skip


def stories(world: World) -> Iterator[tuple[str, Story]]:
    """All stories with their names."""
    for plan in HEARD:
        yield plan.code, heard(world, plan)
    for code, story in SINGLE.items():
        yield code, story(world)
    yield "информационные проекты", contest_kinds.informed(world)
    yield "кадровый резерв", contest_kinds.reserved(world)
    yield "конкурс", contest.whole(world, sittings.on_the_way)
    yield "голосование горожан", contest.voted_on(world, sittings.heard_again)
    yield "приём заявок", contest.taking_entries(world)
    yield "обсуждение на экспертизе", discussing.examined(world, next(plan for plan in HEARD if plan.code == DISCUSSED))
    yield "обсуждение сегодня", discussing.today(world, "PRJ01")
    yield "о городе", discussing.city(world)
    yield "Протокол", protocol.whole(world)
    yield "вторая редакция Протокола", protocol_next.whole(world)
    yield "первое заседание", sittings.first(world)
    yield "второе заседание", sittings.second(world)
    yield "третье заседание", sittings.third(world)
    yield "четвёртое заседание", sitting.plan(world, sittings.fourth(), 2)
    yield "сценарии отбора", weighing.weighed(world)
    yield "напоминание", implementing.remind(world, 3)
    yield "программа 2004–2006 годов", programme.archived(world, 104)
    yield "программа", programme.living(world)
    yield "библиотека", library.cards(world, 4)
    yield "проект акта", library.draft_act(world, 17)
    yield "концепция", library_route.concept(world)
    yield "прецедент", library_route.practice(world)
    yield "внешние заявки", library_outside.applications(world)
    yield "фонд", money.image_fund(world)
    yield "грант", money.grant(world)
    yield "мероприятия", events.whole(world)
    yield "консорциум", events_courses.under_an_agreement(world)
    yield "курс с клиникой", events_courses.with_an_organisation(world)
    yield "курс модераторов", events_courses.to_a_role(world)
    yield "игра, фестиваль, ярмарка", events_shown.whole(world)
    yield "показатели", monitoring.whole(world)
    yield "опросы", surveys.whole(world)


def with_call(world: World) -> Iterator[tuple[str, Story]]:
    """All stories, and a call of forty proposals at once, which takes some minutes more."""
    yield from stories(world)
    yield "конкурс проектов", call.whole(world)


def few(world: World) -> Iterator[tuple[str, Story]]:
    """The stories of `./run dev`: one of each kind that is quickly told, and a sitting to come."""
    for code in FEW:
        yield code, SINGLE[code](world)
    yield "обсуждение сегодня", discussing.today(world, "PRJ01")
    yield "о городе", discussing.city(world)
    yield "четвёртое заседание", sitting.plan(world, sittings.fourth(), 2)
    yield "программа 2004–2006 годов", programme.archived(world, 6)
    yield "библиотека", library.cards(world, 4)
    yield "показатели", monitoring.whole(world)


FEW = ("PRJ16", "PRJ10", "PRJ20", "PRJ01")
