"""Two applications of the city's organisations to a contest outside it: one is answered, the other meets silence."""

from datetime import timedelta
from typing import Any

from casework import workdays
from library.models import Card
from portal.demo import files
from portal.demo.actor import upload
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories.library import bring

BEGUN, SENT, ANSWERED = 44, 41, 20  # working days ago; the other letter has been silent for its thirty days by then
CALL = {
    "title": "Дворы края", "area": "", "donor": "Фонд «Край» (демо)", "amount": "до 1 млн ₽ на проект",
    "terms": "Проекты благоустройства и соседства, которые делают сами жители.",
}  # fmt: skip
ANSWERED_ONE: dict[str, Any] = {
    "title": "Двор без ступеней", "area": "social", "team": "ТОС и школа, восемь человек", "amount": "700000",
    "text": "Просим поддержать пандусы в двенадцати дворах: расчёт и письма жителей приложены к заявке.",
}  # fmt: skip
SILENT_ONE: dict[str, Any] = {
    "title": "Лыжня у каждого дома", "area": "sport", "team": "клуб и управляющая компания, пять человек", "amount": "350000",
    "text": "Просим поддержать освещение трёх дворовых лыжных кругов: смета и согласие собственников приложены.",
}  # fmt: skip
LETTER = "Направляем заявку города и просим рассмотреть её в установленный срок. Смета и письма жителей приложены."
REPLY = "Письмо фонда: заявка поддержана частично, деньги придут двумя траншами."


def applications(world: World) -> Story:
    """Brought, checked, sent; the answer to one is written down, of the other a reminder lies ready."""
    keeper, owners = world.people["keeper"], (("org15", "ORG15"), ("org14", "ORG14"))
    yield world.days.at(BEGUN, 11)
    until = f"{workdays.local_date() + timedelta(days=120):%Y-%m-%d}"
    teller, home = world.people["org11"], world.organizations["ORG11"]
    call = _checked(world, bring(world, teller, "external_call", {**CALL, "until": until}, organization=home))
    yield world.days.at(BEGUN - 1, 12)
    cards = []
    for (mailbox, code), facts in zip(owners, (ANSWERED_ONE, SILENT_ONE), strict=True):
        given = {"call": call.number, **facts}
        person, owner = world.people[mailbox], world.organizations[code]
        card = bring(world, person, "external_application", given, organization=owner, about=call.number)
        cards.append(_checked(world, card))
    yield world.days.at(SENT, 10)
    for card in cards:
        matter = card.matter  # type: ignore[attr-defined] # what is in force has one
        world.actor.answer(keeper, matter.case, "send", addressee=matter.addressee, words=LETTER)
    yield world.days.at(ANSWERED, 15)
    answer: dict[str, Any] = {
        "outcome": "partly",
        "day": f"{workdays.local_date():%Y-%m-%d}",
        "words": REPLY,
        "amount": "250000",
        "is_public": True,
    }
    copy = upload("Ответ фонда.docx", files.plain("Ответ фонда «Край»", [REPLY]))
    matter = Card.objects.get(pk=cards[0].pk).matter  # type: ignore[attr-defined] # it went out
    world.actor.answer(keeper, matter.case, "answer", sent={"file": copy}, **answer)


def _checked(world: World, card: Card) -> Card:
    world.actor.answer(world.people["keeper"], card.case, "check", outcome="accept")
    return Card.objects.get(pk=card.pk)
