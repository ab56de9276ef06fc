"""The entries of the contest: written, submitted under seal, checked, one mended."""

from random import Random
from typing import Any

from portal.demo.player import PAPER, Story
from portal.demo.stories.contest_show import Show
from portal.demo.stories.examining import sign
from quality_mark.entries.flow import EntryFlow

SIGNS_FROM = "2015-03-01"

SHORTEST = 60

PLACES = ("г. Красноярск, набережная, выставочный павильон", "г. Красноярск, по адресу организации")

STABLE = "Качество держится на записанном порядке: ответственный назначен приказом, проверка раз в неделю, замечания разбирают на планёрке. "

SAFE = "Обязательные требования выполнены, документы готовы к показу. Объект доступен людям на колясках, вход и указатели крупные и понятные. "


# Entries


def enter(show: Show) -> Story:
    """CA-01: entries come in over the whole window, or over as much of it as has passed."""
    world, call, random = show.world, show.call.days, Random(show.call.title)  # noqa: S311 - the same story every time
    days = sorted((random.randint(max(call.closes, 0) + 1, call.opens - 2) for _ in show.cards), reverse=True)
    for number, (row, ago) in enumerate(zip(show.cards, days, strict=True)):
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
        if not row.get("left_open"):
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
    world, days = show.world, show.call.days
    yield world.days.at(days.closes - 1, 10)
    for row in show.cards:
        entry = show.entry(row["title"])
        if row["title"] == MENDED:
            world.actor.answer(show.secretary, entry.case, "check", outcome="send_back", remark_stability=REMARK)
            continue
        world.actor.answer(show.secretary, entry.case, "check", **_finding(row))
    if MENDED in show.entries:
        yield from mend(show)
    yield world.days.at(days.admitted + 1, 10)
    show.ask("draw_up_admission")
    yield world.days.at(days.admitted, 10)
    yield PAPER
    minutes = show.now().admission_minutes
    assert minutes
    sign(world, minutes, [show.secretary, show.jurors[0]])
    yield world.clock.now()


def mend(show: Show) -> Story:
    """CA-05: what was missing is added, and the entry is looked at again."""
    world, days = show.world, show.call.days
    yield world.days.at(days.checked, 11)
    head = world.people[show.card(MENDED)["org"].lower()]
    mended = f"{STABLE}Отвечает старшая по двору Валентина Орлова, дежурства — по два человека в неделю, график висит у входа."
    world.actor.answer(head, show.entry(MENDED).case, "fix", stability=mended)
    yield world.days.at(days.checked, 15)
    world.actor.answer(show.secretary, show.entry(MENDED).case, "check", outcome="admit")


def _finding(row: dict[str, Any]) -> dict[str, Any]:
    if "refused" not in row:
        return {"outcome": "admit"}
    return {"outcome": "refuse", "ground": row["refused"], "explanation": row["explanation"]}
