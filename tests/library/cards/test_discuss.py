"""A card that everybody discusses before it holds (CARD-08, 12, 13, 15, 16)."""

from datetime import timedelta

import pytest

from casework import door, workdays
from consultations.models import Topic
from consultations.topics import actions as topics
from library.models import Card
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf, now, offenders
from tests.story import NotAsked, answer, make_member, make_organization, make_person, press, settle, step

pytestmark = pytest.mark.django_db
TERM = {
    "title": "Встречный вклад",
    "definition": "То, что сторона переговоров даёт проекту в ответ на вклады других.",
    "source": "Программа, раздел 2",
}
WORDS = "Добавьте в определение, что вклад бывает и трудом, а не только деньгами."


def outlast(shelf: Shelf, topic: Topic, node: str) -> None:
    """The term of a step of the discussion passes."""
    waiting = step(topic.case, node)
    shelf.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    settle()


def discussed(shelf: Shelf, card: Card) -> Card:
    """The window opens, nobody writes, the summary says so."""
    topic = now(card).topic
    outlast(shelf, topic, "wait_start"), outlast(shelf, topic, "listen")
    return now(card)


def announced(shelf: Shelf) -> Card:
    return shelf.check(shelf.submit(shelf.begin("term", title=TERM["title"]), **TERM))


def test_a_term_is_discussed_summed_up_and_holds(shelf: Shelf):
    moderator, writer = make_person("content_moderator"), make_person(last_name="Спорова")
    card = announced(shelf)
    topic = card.topic
    assert topic.about.endswith("После свода предложений о ней решит хранитель карточек.")
    assert (
        card.status == "consultation"
        and topic.object_version == card.current.sha256
        and topic.owner == "role:card_keeper"
    )
    assert workdays.between(topic.starts_on, topic.ends_on) == 9
    assert TERM["definition"] in read(card.get_absolute_url()) and str(topic) in read(card.get_absolute_url())
    outlast(shelf, topic, "wait_start")
    press(writer, f"/consultations/{topic.pk}/write/", kind="proposal", text=WORDS, section="definition")
    message = topic.messages.get()
    assert message.section_title and message.section_title in read(f"/consultations/{topic.pk}/", writer)
    answer(moderator, message.case, "moderate_message", outcome="show")
    answer(
        shelf.keeper,
        message.case,
        "reply_message",
        outcome="declined",
        text="Труд назван в разделе о видах вкладов, повторять его незачем.",
    )
    outlast(shelf, topic, "listen")
    answer(shelf.keeper, topic.case, "summarise", lead="Спасибо.")
    settle()
    card = now(card)
    assert card.status == "revision" and offenders() == {}
    with pytest.raises(NotAsked):
        answer(shelf.author, card.case, "settle", outcome="accept")
    answer(shelf.keeper, card.case, "settle", refused=True, outcome="again")
    answer(
        shelf.keeper, card.case, "settle", outcome="again", ground="Предложение изменить определение поддержали многие."
    )
    card = discussed(shelf, card)
    assert card.status == "revision" and card.topic != topic
    answer(
        shelf.keeper, card.case, "settle", refused=True, outcome="again", ground="Обсудим и в третий раз, почему нет."
    )
    answer(shelf.keeper, card.case, "settle", outcome="accept")
    card = now(card)
    assert card.is_in_force and card.number.startswith("ТР-") and "СВ-" in read(topic.get_absolute_url())


def test_a_cancelled_discussion_is_announced_again_and_goes_with_a_withdrawn_card(shelf: Shelf):
    card = announced(shelf)
    topics.cancel(card.topic, by=shelf.keeper, ground="Окно попало на каникулы.")
    settle()
    answer(shelf.keeper, card.case, "announce_again")
    again = now(card).topic
    assert again != card.topic and now(card).status == "consultation"
    press(shelf.author, f"/library/cards/{card.pk}/withdraw/", ground="Перепишу определение.")
    assert now(card).status == "withdrawn" and now(again).status == "cancelled"
    read(card.get_absolute_url())


def test_a_measure_of_support_goes_from_its_discussion_to_the_committee(shelf: Shelf, committee):
    organ = make_organization(
        "Департамент экономики", sector="authority", legal_form="МКУ", inn="2466131920", kpp="246601001"
    )
    official = make_member(organ)
    facts = {
        "title": "Зал без платы",
        "gives": "Помещение школы после уроков без платы.",
        "terms": "ТОС\nБольше года",
        "until": "2027-12-30",
    }
    card = shelf.begin("support_measure", official, organization=organ.pk)
    card = discussed(shelf, shelf.check(shelf.submit(card, by=official, **facts)))
    assert card.topic.about.endswith("После свода предложений её рассмотрит комитет.")
    assert card.status == "revision" and card.topic.summary.number in read(
        step(card.case, "revise").get_absolute_url(), official
    )
    answer(official, card.case, "revise", **facts)
    card = now(card)
    assert (
        card.status == "on_committee"
        and card.agenda_item.materials.get().snapshot["card"]["sha256"] == card.current.sha256
    )
