"""Negotiations up to the minutes of a round: a moderator, invitations, positions, offers."""

from typing import Any

from casework.door import capacity_in
from negotiations.contributions import actions as contributions
from negotiations.contributions.forms import AcceptForm, OfferForm
from negotiations.models import Contribution
from portal.demo.clock import at
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories.applying import card, find, minute
from portal.demo.stories.examining import sign
from portal.demo.stories.negotiators import NEEDS, Gift, Talks, lead, of, party, sides, speaker
from programme.models import Person

AGENDA = "О вкладах сторон и сроках передачи.\nО том, чем подтверждается передача."

COURSE = "Стороны рассказали, что готовы дать и чего ждут друг от друга.\nСверили сроки вкладов с календарным планом проекта."

RESULTS = "Условия вкладов приняты получателями.\nМодератор готовит текст соглашения."


def gather(world: World, talks: Talks) -> Story:
    """PP-11, NG-01…NG-08: opened, the moderator takes the case, the parties accept and say what they want."""
    code = talks.code
    yield world.days.at(talks.opened, 10, minute(code))
    moderator = world.people[talks.moderator]
    world.actor.answer(
        world.people["secretary"], find(world, code).case, "route", way="negotiations", moderator=moderator
    )
    lead(world, talks, "accept_moderation", answer="accept")
    asked = [world.organizations[org] for org in talks.partners]
    lead(
        world, talks, "invite", organizations=asked, message="Ждём вас за столом: проекту нужен ваш вклад и ваш взгляд."
    )
    yield world.days.at(talks.opened - 1, 10, minute(code))
    yield PAPER
    for org in talks.partners:
        person, process = speaker(world, org), of(world, code).process
        world.actor.answer(
            person, process, "reply", item=party(world, code, org), answer="accept", representative=person
        )
    parties = [party(world, code, org) for org in sides(world, talks)]
    lead(world, talks, "compose", outcome="confirm", essential=parties)
    sign(world, of(world, code).order, [world.people["secretary"]])


def take_positions(world: World, talks: Talks) -> None:
    """NG-08: what each of them says to all, and what to the moderator alone."""
    for org in sides(world, talks):
        sector = world.organizations[org].sector
        world.actor.answer(
            speaker(world, org),
            of(world, talks.code).process,
            "position",
            item=party(world, talks.code, org),
            public_part=f"Поддерживаем проект «{card(talks.code)['title']}» и готовы внести вклад по смете.",
            interests=NEEDS[sector],
            conditions="Передача — не раньше, чем подпишут все обязательные стороны.",
        )


def call(world: World, talks: Talks, ago: int, agenda: str = AGENDA, is_public: bool = False) -> None:
    """NG-09: a round in the room of the platform."""
    case = of(world, talks.code)
    venue = case.platform.venues.order_by("pk")[minute(talks.code) % 2]
    moment = at(world.days.day(ago), 9 + int(talks.code[3:]) % 8)
    lead(world, talks, "schedule", starts_at=f"{moment:%Y-%m-%dT%H:%M}", minutes=60, format="in_person", venue=venue,
          agenda=agenda, is_public=is_public)  # fmt: skip


def offer(world: World, code: str, gift: Gift) -> Contribution:
    """CB-01."""
    case = of(world, code)
    receiver = gift.to or card(code)["org"]
    form = type("Offer", (OfferForm,), {"kind_of": classmethod(lambda cls, subject: gift.kind)})
    terms = {
        "what": gift.what,
        "value": gift.value,
        "basis": "Строка сметы проекта.",
        "confirmation": "Платёжное поручение или акт передачи.",
        "due": world.days.day(gift.due).isoformat(),
        **SPECIAL.get(gift.what, {}),
    }
    person = speaker(world, gift.giver)
    return world.actor.act(
        person, case.process, _voice(person, gift.giver, world), form, lambda by, **given: contributions.offer(case, by=by, **given), case,
        party=party(world, code, gift.giver), recipient=party(world, code, receiver), **terms,
    )  # fmt: skip


SPECIAL: dict[str, dict[str, Any]] = {
    "Учебный участок цеха на двенадцать месяцев": {
        "rate": 100000,
        "quantity": 12,
        "unit": "мес.",
        "basis": "Договор аренды соседнего участка.",
    },
    "Закрепить расписание автобуса постановлением": {},
}


def _voice(person: Person, org: str, world: World) -> str:
    return capacity_in(person, f"signer:{world.organizations[org].pk}")


def answer_offer(world: World, contribution: Contribution, form: type, action: Any, org: str, **answers: Any) -> None:
    """CB-02, CB-03 and conditions: a party says its word about a contribution."""
    person = speaker(world, org)
    subject = Contribution.objects.select_related("case__process").get(pk=contribution.pk)
    world.actor.act(
        person, subject.case.process, _voice(person, org, world), form,
        lambda by, **given: action(Contribution.objects.get(pk=contribution.pk), by=by, **given), subject, **answers,
    )  # fmt: skip


def accept(world: World, contribution: Contribution, org: str) -> None:
    """CB-03."""
    answer_offer(world, contribution, AcceptForm, contributions.accept, org)


def open_round(world: World, talks: Talks, ago: int) -> Story:
    """NG-11: everybody has come."""
    yield at(world.days.day(ago), 9 + int(talks.code[3:]) % 8, 5)
    lead(world, talks, "meet", outcome="open")


def minute_round(world: World, talks: Talks, ago: int, course: str = COURSE, results: str = RESULTS) -> Story:
    """NG-13, NG-14: closed, written down, read, signed."""
    lead(world, talks, "hold")
    yield world.clock.now()
    lead(world, talks, "draft_minutes", course=course, results=results)
    yield world.days.at(ago - 1, 10, minute(talks.code))
    process = of(world, talks.code).process
    for row in of(world, talks.code).rounds.latest("number").present():
        person = next(
            person
            for person in (speaker(world, org) for org in sides(world, talks))
            if row.party.is_spoken_for_by(person)
        )
        world.actor.answer(person, process, "remark_on_minutes", item=row, text="")
    lead(world, talks, "sign_minutes")
    yield world.days.at(ago - 2, 9, minute(talks.code))
    yield PAPER
    minutes = of(world, talks.code).rounds.latest("number").minutes
    assert minutes
    names = {request.person_id for request in minutes.signature_requests.all()}
    sign(world, minutes, [person for person in world.people.values() if person.pk in names])
