"""Discussions as residents live them: one beside an expertise, up to its summary, and one that is open today."""

from functools import partial
from typing import Any

from casework import roles
from casework.door import capacity_in
from consultations.messages import actions as messages
from consultations.messages import forms as messages_forms
from consultations.models import Message, Topic
from consultations.topics import actions as topics
from consultations.topics import forms as topics_forms
from expertise.discussions.facts import topic_of
from negotiations.proposals.discussing import RULES
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories.applying import find, minute
from portal.demo.stories.examining import Plan, of
from portal.demo.words import read

LATE = 14  # working days after the order of the expertise: the answer was due on the day before


def _texts(story: str) -> dict[str, Any]:
    return read("discussions.toml")[story]


def _write(world: World, topic: Topic, author: str, words: dict[str, str]) -> Message:
    """MS-01."""
    person = world.people[author]
    answers = {"kind": words["kind"], "text": words["text"]}
    write = partial(messages.write, Topic.objects.get(pk=topic.pk))
    return world.actor.act(person, topic.case, "лично", messages_forms.MessageForm, write, topic, **answers)


def _show(world: World, *rows: Message) -> None:
    """MS-02."""
    for row in rows:
        world.actor.answer(world.people["discussion"], row.case, "moderate_message", outcome="show")


def _reply(world: World, who: str, message: Message, words: dict[str, str]) -> None:
    """MS-08."""
    answers: dict[str, Any] = {"outcome": words["outcome"], "text": words["answer"]}
    world.actor.answer(world.people[who], message.case, "reply_message", **answers)


def examined(world: World, plan: Plan) -> Story:
    """A question answered in term, a proposal answered late, an opinion, a message that stays refused; then the summary."""
    code, day, texts = plan.code, plan.ordered, _texts("examined")
    yield world.days.at(day - 2, 18, minute(code))
    topic = topic_of(of(world, code))
    assert topic, "it opened with the expertise"
    authors = {"question": "org03-staff", "proposal": "org15", "opinion": "org12-staff", "refused": "org09"}
    rows = {name: _write(world, topic, author, texts[name]) for name, author in authors.items()}
    yield world.days.at(day - 3, 10, minute(code))
    _show(world, rows["question"], rows["proposal"], rows["opinion"])
    words = texts["refused"]
    refusal: dict[str, Any] = {"outcome": "refuse", "reason": words["reason"], "remark": words["remark"]}
    world.actor.answer(world.people["discussion"], rows["refused"].case, "moderate_message", **refusal)
    yield from _complain(world, plan, rows["refused"], words)
    yield world.days.at(day - 7, 15, minute(code))
    _reply(world, "coordinator", rows["question"], texts["question"])
    yield world.days.at(day - LATE, 10, minute(code))
    _reply(world, "coordinator", rows["proposal"], texts["proposal"])
    yield world.days.at(day - LATE, 12, minute(code))
    world.actor.answer(world.people["coordinator"], topic.case, "summarise", lead=texts["summary"]["lead"])


def _complain(world: World, plan: Plan, message: Message, words: dict[str, str]) -> Story:
    """MS-07: another moderator looks, and leaves it."""
    yield world.days.at(plan.ordered - 4, 19, minute(plan.code))
    complain = partial(messages.complain, Message.objects.get(pk=message.pk))
    given = {"complaint": words["complaint"]}
    world.actor.act(message.author, message.case, "лично", messages_forms.ComplainForm, complain, message, **given)
    yield world.days.at(plan.ordered - 5, 11, minute(plan.code))
    review: dict[str, Any] = {"outcome": "keep", "remark": words["review"]}
    world.actor.answer(world.people["discussion2"], message.case, "review_complaint", **review)


def today(world: World, code: str) -> Story:
    """A proposal that is still negotiated: one question is answered, a proposal waits for its answer, a question for the moderator."""
    texts, secretary = _texts("today"), world.people["secretary"]
    yield world.days.at(6, 10, minute(code))
    proposal, kind = find(world, code), Topic.Kind.WINDOW.value
    capacity = capacity_in(secretary, roles.PLATFORM_SECRETARY)
    announce = partial(topics.announce_on, proposal, RULES, kind=kind)
    given = {"title": texts["title"], "about": texts["about"], "days": 10}
    topic = world.actor.act(secretary, None, capacity, topics_forms.kind_of_form(kind), announce, proposal, **given)
    yield world.days.at(4, 19, minute(code))
    question = _write(world, topic, "org12-staff", texts["question"])
    yield world.days.at(3, 10, minute(code))
    _show(world, question)
    yield world.days.at(2, 11, minute(code))
    _reply(world, "secretary", question, texts["question"])
    wish = _write(world, topic, "org15", texts["proposal"])
    yield world.days.at(1, 11, minute(code))
    _show(world, wish)
    yield world.days.at(1, 18, minute(code))
    _write(world, topic, "org17-staff", texts["waiting"])


def city(world: World) -> Story:
    """What is said of the city: one statement is answered in term, another late; everybody sees the share."""
    texts, moderator = _texts("city"), world.people["discussion"]
    yield world.days.at(24, 10, 40)
    given = {"title": texts["title"], "about": texts["about"], "answerer": roles.CLERK}
    topic = world.actor.act(
        moderator, None, "модератор обсуждений", topics_forms.CityForm, topics.open_city, None, **given
    )
    rows = {}
    for name, author in (("good", "org12-staff"), ("bad", "org15")):
        yield world.days.at(23, 19, 10)
        words = {field: texts[name][field] for field in ("tone", "source", "district", "text")}
        write = partial(messages.write, Topic.objects.get(pk=topic.pk))
        rows[name] = world.actor.act(
            world.people[author], topic.case, "лично", messages_forms.StatementForm, write, topic, **words
        )
    yield world.days.at(22, 10, 20)
    _show(world, *rows.values())
    yield world.days.at(19, 15, 20)
    _reply(world, "clerk", rows["good"], texts["good"])
    yield world.days.at(8, 15, 20)
    _reply(world, "clerk", rows["bad"], texts["bad"])
