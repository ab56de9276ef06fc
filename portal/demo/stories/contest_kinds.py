"""Contests of other kinds beside the Mark: information projects up to their laureates, the reserve up to its list."""

from typing import Any

from committee.models import AgendaItem, Body
from execution.models import Undertaking
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories import body
from portal.demo.stories.body import Motion, Session
from portal.demo.stories.contest_assessment import wave
from portal.demo.stories.contest_entries import check
from portal.demo.stories.contest_show import AWARDED, JURY, PUBLISHED, Call, Days, Show
from portal.demo.stories.examining import sign
from quality_mark.entries.flow import EntryFlow
from quality_mark.models import Contest, Diploma, Placement

DAYS = Days(planned=106, announced=102, opens=94, closes=73, checked=71, admitted=69)
ASSESSED, RANKED = 60, 53  # the experts of the Mark are through by then
INFO = Call(
    "Информационные проекты — 2026",
    "Тексты, съёмка, звук и события о городе и его программе. Лауреаты войдут в медиаплан.",
    "contest-info.toml", DAYS, ("01",), kind="info",
)  # fmt: skip
RESERVE = Call(
    "Кадровый резерв города — 2026",
    "Люди, которых город хочет видеть на ответственных местах. Зачисление в резерв — не назначение.",
    "contest-reserve.toml", DAYS, ("01",), kind="reserve", quota=2,
)  # fmt: skip


def announced(world: World) -> list[Motion]:
    """Both are announced at the sitting that announces the main contest."""
    rows = Contest.objects.filter(title__in=[INFO.title, RESERVE.title]).order_by("pk")
    return [Motion(row.announcing_item_id, "announce") for row in rows if row.announcing_item_id]


def approved(world: World) -> list[Motion]:
    """Both are approved at the sitting that approves the main contest."""
    rows = Contest.objects.filter(title__in=[INFO.title, RESERVE.title]).order_by("pk")
    return [Motion(row.results_item_id, "approve") for row in rows if row.results_item_id]


def informed(world: World) -> Story:
    """An organisation and a resident are laureates, their projects enter the media plan by themselves."""
    show = Show(world, INFO)
    yield from _to_results(show, JURY + 1)
    yield world.days.at(AWARDED, 12)
    for line in Undertaking.objects.filter(kind=Undertaking.Kind.MEDIA, source__contains=INFO.title).order_by("pk"):
        codes = (code for code, organization in world.organizations.items() if organization == line.organization)
        world.actor.answer(line.person or world.people[next(codes).lower()], line.case, "accept")
    yield from _award(show)


def reserved(world: World) -> Story:
    """Two places: the second is declined, the next in line takes it; whoever is not in is not shown."""
    show = Show(world, RESERVE)
    yield from _to_results(show, JURY)
    yield world.days.at(AWARDED, 11)
    first, second = Placement.objects.filter(entry__contest=show.contest).order_by("place_no")
    _answer(world, first, decision="accept", has_read=True, is_public=True)
    _answer(world, second, decision="decline", ground="остаюсь руководить своей школой")
    yield world.days.at(AWARDED - 1, 10)
    _answer(world, Placement.objects.latest("pk"), decision="accept", has_read=True, is_public=True)
    yield from _award(show)


def _to_results(show: Show, judged: int) -> Story:
    """CT-01…CT-16: the committee hears it beside the main contest, the jury on a day of its own."""
    world = show.world
    yield world.days.at(DAYS.planned, 11)
    show.plan()
    yield from _enter(show)
    yield from check(show)
    yield from wave(show, show.cards, ASSESSED)
    yield world.days.at(RANKED, 9)
    show.ask("put_to_jury")
    yield PAPER
    items = AgendaItem.objects.filter(body=show.now().jury, status=AgendaItem.Status.PROPOSED)
    motions = [Motion(item.pk, "by_ranking") for item in items.order_by("pk")]
    session = Session("жюри", Body.Kind.JURY, judged, motions, planned=RANKED, body=show.now().jury_id)
    yield from body.whole(world, session)
    yield world.days.at(JURY - 6, 9, 30)
    show.ask("to_committee")
    yield world.days.at(PUBLISHED, 13)
    show.ask("publish")


def _enter(show: Show) -> Story:
    """CA-01: by whoever it is, in the middle of the window."""
    world = show.world
    for number, row in enumerate(show.cards):
        yield world.days.at(DAYS.opens - 6 - 2 * number, 12)
        by = world.people[row["by"]]
        nomination = show.now().nominations.get(code="01")
        whose = (
            {"organization": world.organizations[row["by"].upper()]}
            if row["by"].startswith("org")
            else {"organization": None}
        )
        entry = world.actor.begin(by, EntryFlow.enter, nomination=nomination, title=row["title"], **whose)
        show.entries[row["title"]] = entry.pk
        world.actor.answer(by, entry.case, "submit", title=row["title"], statement=True, **row["answers"])


def _answer(world: World, placement: Placement, **answers: Any) -> None:
    world.actor.answer(world.people_of[placement.entry.created_by_id], placement.case, "answer", **answers)


def _award(show: Show) -> Story:
    """CT-18: the clerk issues the papers, the chair signs them."""
    world = show.world
    yield world.days.at(AWARDED - 2, 11)
    world.actor.answer(world.people["clerk"], show.now().case, "award")
    yield world.days.at(AWARDED - 3, 11)
    yield PAPER
    awards = Diploma.objects.filter(entry__contest=show.contest).select_related("document")
    for award in awards.order_by("pk"):
        sign(world, award.document, [world.people["chair"]])
