"""The entries of the contest: written, submitted under seal, checked, one mended."""

from random import Random
from typing import Any

from portal.demo.player import PAPER, Story
from portal.demo.stories.contest_show import ADMITTED, CHECKED, CLOSES, OPENS, TITLE, Show, card, cards
from portal.demo.stories.examining import sign
from quality_mark.entries.flow import EntryFlow

SIGNS_FROM = "2015-03-01"

SHORTEST = 60

PLACES = ("г. Красноярск, набережная, выставочный павильон", "г. Красноярск, по адресу организации")

STABLE = "Качество держится на записанном порядке: ответственный назначен приказом, проверка раз в неделю, замечания разбирают на планёрке. "

SAFE = "Обязательные требования выполнены, документы готовы к показу. Объект доступен людям на колясках, вход и указатели крупные и понятные. "


# Entries


def enter(show: Show) -> Story:
    """CA-01: entries come in over the whole window, most of them in its last week."""
    world, random = show.world, Random(TITLE)  # noqa: S311 - the same story every time
    days = sorted((random.randint(CLOSES + 1, OPENS - 2) for _ in cards()), reverse=True)
    for number, (row, ago) in enumerate(zip(cards(), days, strict=True)):
        yield world.days.at(ago, 10 + number % 7, number * 13 % 60)
        head = world.people[row["org"].lower()]
        nomination = show.now().nominations.get(code=row["nomination"])
        entry = world.actor.begin(
            head,
            EntryFlow.enter,
            organization=world.organizations[row["org"]],
            nomination=nomination,
            title=row["title"],
        )
        show.entries[row["title"]] = entry.pk
        world.actor.type_in(head, entry.case, "submit", title=row["title"], summary=row["summary"])
        world.actor.answer(head, entry.case, "submit", **texts(row))


def with_promise(text: str) -> str:
    """A short answer promises more at the visit."""
    return text if len(text) >= SHORTEST else f"{text} Подробности покажем при осмотре на месте."


def texts(row: dict[str, Any]) -> dict[str, Any]:
    """What the entrant writes into the form."""
    return {
        "title": row["title"],
        "kind": row["kind"],
        "summary": with_promise(row["summary"]),
        "address": PLACES[len(row["title"]) % 2],
        "works_since": SIGNS_FROM,
        "description": with_promise(row["work"]),
        "result": with_promise(row["result"]),
        "stability": STABLE + row["work"],
        "feedback": with_promise(row["feedback"]),
        "safety": SAFE,
        "city": with_promise(row["city"]),
        "partners": "",
        "links": "",
        "statement": True,
    }


# The check and the admission

MENDED = "Окна во двор"

REMARK = "Назовите, кто отвечает за порядок в мастерской, и приложите к описанию график дежурств словами."


def check(show: Show) -> Story:
    """CA-03…CA-07, CT-08: looked through, one mended, one not admitted, the minutes signed."""
    world = show.world
    yield world.days.at(CLOSES - 1, 10)
    for row in cards():
        entry = show.entry(row["title"])
        if row["title"] == MENDED:
            world.actor.answer(show.secretary, entry.case, "check", outcome="send_back", remark_stability=REMARK)
            continue
        world.actor.answer(show.secretary, entry.case, "check", **_finding(row))
    yield world.days.at(CHECKED, 11)
    head = world.people[card(MENDED)["org"].lower()]
    mended = f"{STABLE}Отвечает старшая по двору Валентина Орлова, дежурства — по два человека в неделю, график висит у входа."
    world.actor.answer(head, show.entry(MENDED).case, "fix", stability=mended)
    yield world.days.at(CHECKED, 15)
    world.actor.answer(show.secretary, show.entry(MENDED).case, "check", outcome="admit")
    yield world.days.at(ADMITTED + 1, 10)
    show.ask("draw_up_admission")
    yield world.days.at(ADMITTED, 10)
    yield PAPER
    minutes = show.now().admission_minutes
    assert minutes
    sign(world, minutes, [show.secretary, show.jurors[0]])
    yield world.clock.now()


def _finding(row: dict[str, Any]) -> dict[str, Any]:
    if "refused" not in row:
        return {"outcome": "admit"}
    return {"outcome": "refuse", "ground": row["refused"], "explanation": row["explanation"]}
