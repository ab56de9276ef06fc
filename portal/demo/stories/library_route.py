"""Cards that go the whole way: a concept and a practice, discussed, assessed, decided; then the practice is repeated."""

from functools import partial
from typing import Any

from casework import workdays
from casework.queue import run_pending
from consultations.messages import actions as messages
from consultations.messages.forms import MessageForm
from consultations.models import Message, Topic
from library.models import Card
from portal.demo import files
from portal.demo.actor import upload
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories.applying import project
from portal.demo.stories.body import Motion
from portal.demo.stories.examining import Plan, examine
from portal.demo.stories.library import bring

CONCEPT, PRACTICE = "LIB01", "LIB02"
REPEATED = 24  # working days ago: the practice is in force by then
HALL = {
    "title": "Зарядка во дворе круглый год", "area": "sport",
    "practice": "Два раза в неделю сосед с дипломом инструктора ведёт занятие во дворе, зимой — на утоптанной площадке.",
    "result": "Занимаются 140 человек в шести дворах\nС ноября по март — 61 занятие из 64", "contact": "клуб «Дворовая лыжня»",
    "conditions": "Инструктор из своих, ровная площадка и свет до восьми вечера.",
}  # fmt: skip


def card_now(world: World, code: str) -> Card:
    """The card as it stands now."""
    return Card.objects.select_related("case", "topic__case", "undertaking__case").get(pk=world.cards[code])


def concept(world: World) -> Story:
    """Twenty working days of discussion, one proposal taken up, КН-3, the committee."""
    words = project(CONCEPT)
    author, keeper = world.people[words["author"]], world.people["keeper"]
    yield from _discuss(world, CONCEPT, 104, 22)
    topic = card_now(world, CONCEPT).topic
    assert topic, "it is discussed"
    message = topic.messages.get()
    yield world.days.at(80, 10)
    world.actor.answer(keeper, topic.case, "summarise", lead=words["summary"])
    yield world.days.at(79, 15)
    facts = {**words["card"], "circle": words["card"]["revised"]}
    facts.pop("revised")
    replies = {f"message_{message.pk}": words["message"]["reply"]}
    world.actor.answer(author, card_now(world, CONCEPT).case, "revise", **facts, **replies)
    yield from examine(world, Plan(CONCEPT, 78, [78, 74.5], [76, 81]))


def practice(world: World) -> Story:
    """Ten working days of discussion, nobody wrote; КН-8, the committee; another organisation repeats it, a second one asks."""
    words = project(PRACTICE)
    yield from _discuss(world, PRACTICE, 92, 12)
    yield world.days.at(78, 15)
    world.actor.answer(world.people[words["author"]], card_now(world, PRACTICE).case, "revise", **words["card"])
    yield from examine(world, Plan(PRACTICE, 77, [82, 77], [80, 85]))
    yield from _repeat(world, words)
    yield world.days.at(6, 12)
    _ask(world, "org03", "ORG03", words["waiting"])
    yield world.days.at(5, 11)
    bring(world, world.people["org14"], "precedent", HALL, organization=world.organizations["ORG14"])
    yield world.days.at(4, 11)
    card = Card.objects.get(title=HALL["title"])
    world.actor.answer(world.people["keeper"], card.case, "check", outcome="accept")


def questions(world: World) -> list[Motion]:
    """Both before the committee."""
    items = [card_now(world, code).agenda_item_id for code in (CONCEPT, PRACTICE)]
    return [Motion(item, "approve", abstained=number) for number, item in enumerate(items) if item]


def _discuss(world: World, code: str, ago: int, days: int) -> Story:
    """From the draft to the end of the discussion; a message, if somebody has written, is shown and answered."""
    words = project(code)
    author, keeper = world.people[words["author"]], world.people["keeper"]
    yield world.days.at(ago, 12, 20)
    owner = world.organizations[words["author"].upper()]
    facts = {name: value for name, value in words["card"].items() if name != "revised"}
    card = bring(world, author, words["kind"], {"title": words["title"], **facts}, organization=owner)
    world.cards[code] = card.pk
    yield world.days.at(ago - 1, 10)
    world.actor.answer(keeper, card.case, "check", outcome="accept")
    if "message" in words:
        yield from _talk(world, card_now(world, code).topic, words["message"], ago)
    yield world.days.at(ago - days - 1, 16)


def _talk(world: World, topic: Topic | None, words: dict[str, Any], ago: int) -> Story:
    """MS-01, MS-02, MS-08."""
    assert topic, "it is discussed"
    yield world.days.at(ago - 6, 18)
    write = partial(messages.write, Topic.objects.get(pk=topic.pk))
    given = {"kind": words["kind"], "text": words["text"]}
    message: Message = world.actor.act(
        world.people[words["author"]], topic.case, "лично", MessageForm, write, topic, **given
    )
    yield world.days.at(ago - 7, 10)
    world.actor.answer(world.people["discussion"], message.case, "moderate_message", outcome="show")
    yield world.days.at(ago - 9, 15)
    reply: dict[str, Any] = {"outcome": words["outcome"], "text": words["answer"]}
    world.actor.answer(world.people["keeper"], message.case, "reply_message", **reply)


def _ask(world: World, mailbox: str, code: str, words: dict[str, str]) -> Card:
    number = card_now(world, PRACTICE).number
    facts = {"area": "social", "precedent": number, **words}
    return bring(
        world, world.people[mailbox], "replication", facts, organization=world.organizations[code], about=number
    )


def _repeat(world: World, words: dict[str, Any]) -> Story:
    """The owner agrees, an undertaking is carried out and accepted: the counter grows."""
    asker = world.people["org15"]
    yield world.days.at(REPEATED, 12)
    card = _ask(world, "org15", "ORG15", words["replication"])
    yield world.days.at(REPEATED - 2, 10)
    world.actor.answer(world.people[words["author"]], card.case, "check", outcome="accept")
    run_pending()
    yield world.days.at(7, 11)
    given = Card.objects.select_related("undertaking__case").get(pk=card.pk).undertaking
    assert given, "the owner has agreed"
    picture = words["report"]["picture"]
    world.actor.answer(
        asker, given.case, "report", sent={"file_1": upload(f"{picture}.jpg", files.photo(picture))}, done_text=words["report"]["text"],
        caption_1=picture, taken_on_1=f"{workdays.local_date():%Y-%m-%d}", is_final=True,
    )  # fmt: skip
    yield world.days.at(6, 15)
    yield PAPER
    world.actor.answer(world.people["keeper"], given.case, "check", outcome="done")
