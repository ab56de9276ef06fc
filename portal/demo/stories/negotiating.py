"""Negotiations as their people live them: a moderator, invitations, positions, a round, contributions, the text, the signatures."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from casework.door import capacity_in
from negotiations.contributions import actions as contributions
from negotiations.contributions.forms import AcceptForm, ConditionForm, CounterForm, OfferForm
from negotiations.models import Contribution, ContributionAgreement, Negotiation, NegotiationParty, Venue
from portal.demo.clock import at
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories.applying import card, find, minute
from portal.demo.stories.examining import sign
from programme.models import Organization, Person

CITY = "ORG01"
PARTNERS = {"authority": "ORG06", "business": "ORG17", "community": "ORG08"}  # who is asked, by the applicant's sector
CITY_SHARE = {"SS": Decimal("0.7")}
AGENDA = "О вкладах сторон и сроках передачи.\nО том, чем подтверждается передача."
COURSE = "Стороны рассказали, что готовы дать и чего ждут друг от друга.\nСверили сроки вкладов с календарным планом проекта."
RESULTS = "Условия вкладов приняты получателями.\nМодератор готовит текст соглашения."
NEEDS = {
    "authority": "Городу важно, чтобы результат остался у жителей и после окончания проекта.",
    "business": "Нам важны понятные сроки и то, чтобы вклад был виден работникам и соседям предприятия.",
    "community": "Нам важно, чтобы решения принимались вместе с жителями, а отчёт был открытым.",
}


@dataclass(frozen=True)
class Gift:
    """What an organisation offers to the applicant, or the applicant to the city: kind, words, sum, the day it is due."""

    giver: str
    what: str
    value: int
    kind: str = "money"
    to: str = ""
    due: int = -90


@dataclass(frozen=True)
class Talks:
    """How negotiations go: the day they are opened, who sits at the table, what is offered."""

    code: str
    opened: int
    gifts: tuple[Gift, ...] = ()
    moderator: str = "moderator"

    @property
    def round(self) -> int:
        """The day of the first round: six working days after the invitation to it."""
        return self.opened - 7

    @property
    def partners(self) -> list[str]:
        """Everybody but the applicant, in the order in which they are asked."""
        given = dict.fromkeys(code for gift in self.offers for code in (gift.giver, gift.to) if code)
        return [code for code in given if code != card(self.code)["org"]]

    @property
    def offers(self) -> tuple[Gift, ...]:
        """What is offered: by the lines of the budget unless said otherwise, the city's share within its limit."""
        return self.gifts or usual(self.code)


def usual(code: str) -> tuple[Gift, ...]:
    """The applicant's own share, the city's within its limit, and the rest by a partner of another sector."""
    facts = card(code)
    total, own, asked = (Decimal(facts[name]) for name in ("budget_total", "own_contribution", "requested_city"))
    sector = sector_of(facts["org"])
    limit = total * CITY_SHARE.get(facts["cluster"], Decimal("0.6")) - (own if sector == "authority" else 0)
    city = int(min(asked, limit))
    partner = PARTNERS[sector]
    return (
        Gift(facts["org"], "Собственный вклад по смете проекта", int(own), to=CITY),
        Gift(CITY, "Софинансирование города по смете проекта", city),
        Gift(partner, "Деньги партнёра на работы и материалы", int(total) - int(own) - city),
    )


def sector_of(org: str) -> str:
    """The sector of an organisation of the demo."""
    return Organization.objects.values_list("sector", flat=True).get(pk=_organizations()[org])


def _organizations() -> dict[str, int]:
    from portal.demo.people import city

    names = {row["code"]: row["short_name"] for row in city()["organizations"]}
    known = dict(Organization.objects.values_list("short_name", "pk"))
    return {code: known[name] for code, name in names.items()}


def of(world: World, code: str) -> Negotiation:
    """The negotiations as they stand now."""
    talks = Negotiation.objects.select_related("process__regulation", "proposal", "moderator")
    return talks.filter(proposal=world.proposals[code]).latest("pk")


def speaker(world: World, org: str) -> Person:
    """Who speaks and signs for an organisation."""
    return world.people[org.lower()]


def party(world: World, code: str, org: str) -> NegotiationParty:
    """The organisation at the table."""
    return of(world, code).parties.get(organization=world.organizations[org])


def sides(world: World, talks: Talks) -> list[str]:
    """Everybody at the table."""
    return [card(talks.code)["org"], *talks.partners]


def _lead(world: World, talks: Talks, step: str, **answers: Any) -> None:
    world.actor.answer(world.people[talks.moderator], of(world, talks.code).process, step, **answers)


def gather(world: World, talks: Talks) -> Story:
    """PP-11, NG-01…NG-08: opened, the moderator takes the case, the parties accept and say what they want."""
    code = talks.code
    yield world.days.at(talks.opened, 10, minute(code))
    moderator = world.people[talks.moderator]
    world.actor.answer(
        world.people["secretary"], find(world, code).case, "route", way="negotiations", moderator=moderator
    )
    _lead(world, talks, "accept_moderation", answer="accept")
    asked = [world.organizations[org] for org in talks.partners]
    _lead(
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
    _lead(world, talks, "compose", outcome="confirm", essential=parties)
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
    venue = Venue.objects.filter(platform=case.platform).order_by("pk")[minute(talks.code) % 2]
    moment = at(world.days.day(ago), 9 + int(talks.code[3:]) % 8)
    _lead(world, talks, "schedule", starts_at=f"{moment:%Y-%m-%dT%H:%M}", minutes=60, format="in_person", venue=venue,
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
    _lead(world, talks, "meet", outcome="open")


def minute_round(world: World, talks: Talks, ago: int, course: str = COURSE, results: str = RESULTS) -> Story:
    """NG-13, NG-14: closed, written down, read, signed."""
    _lead(world, talks, "hold")
    yield world.clock.now()
    _lead(world, talks, "draft_minutes", course=course, results=results)
    yield world.days.at(ago - 1, 10, minute(talks.code))
    process = of(world, talks.code).process
    for row in of(world, talks.code).rounds.latest("number").present():
        person = next(
            person
            for person in (speaker(world, org) for org in sides(world, talks))
            if row.party.is_spoken_for_by(person)
        )
        world.actor.answer(person, process, "remark_on_minutes", item=row, text="")
    _lead(world, talks, "sign_minutes")
    yield world.days.at(ago - 2, 9, minute(talks.code))
    yield PAPER
    minutes = of(world, talks.code).rounds.latest("number").minutes
    assert minutes
    names = {request.person_id for request in minutes.signature_requests.all()}
    sign(world, minutes, [person for person in world.people.values() if person.pk in names])


def agree(world: World, talks: Talks, ago: int) -> Story:
    """NG-15…NG-21: the matrix, the draft, everybody agrees, to be signed."""
    yield world.clock.now()
    _lead(world, talks, "decide", outcome="text")
    yield from _text(world, talks)
    _text_step(world, talks, "to_signing")
    yield world.days.at(ago, 11, minute(talks.code))
    yield PAPER


def _agreement(world: World, talks: Talks) -> ContributionAgreement:
    return of(world, talks.code).agreements.select_related("process", "document").latest("pk")


def _text_step(world: World, talks: Talks, step: str, **answers: Any) -> None:
    world.actor.answer(world.people[talks.moderator], _agreement(world, talks).process, step, **answers)


def _text(world: World, talks: Talks, disputing: str = "", **dispute: Any) -> Story:
    """NG-16…NG-18: the draft goes to everybody; one of them may disagree."""
    yield world.clock.now()
    _text_step(world, talks, "draft_agreement")
    for org in sides(world, talks):
        process, seat = _agreement(world, talks).process, party(world, talks.code, org)
        if org == disputing:
            clause = _agreement(world, talks).clauses.filter(dropped_at=None).order_by("position")[2]
            world.actor.answer(
                speaker(world, org), process, "endorse", item=seat, answer="disagree", clause_1=clause, **dispute
            )
        else:
            world.actor.answer(speaker(world, org), process, "endorse", item=seat, answer="agree")


def sign_agreement(world: World, talks: Talks, orgs: Iterable[str]) -> None:
    """NG-22: these sign; the last essential signature puts the agreement into force."""
    document = _agreement(world, talks).document
    assert document
    sign(world, document, [speaker(world, org) for org in orgs])


def held(world: World, talks: Talks) -> Story:
    """Up to the signed minutes of a round at which everything offered was accepted."""
    yield from gather(world, talks)
    call(world, talks, talks.round)
    yield world.clock.now()
    take_positions(world, talks)
    gifts = [(offer(world, talks.code, gift), gift) for gift in talks.offers]
    yield from open_round(world, talks, talks.round)
    for contribution, gift in gifts:
        accept(world, contribution, gift.to or card(talks.code)["org"])
    yield from minute_round(world, talks, talks.round)


def negotiated(world: World, code: str, ordered: int, moderator: str = "moderator") -> Story:
    """The whole way from the admission to the expertise, in eleven working days."""
    talks = Talks(code, ordered + 11, moderator=moderator)
    yield from held(world, talks)
    yield from agree(world, talks, ordered + 1)
    sign_agreement(world, talks, sides(world, talks))
    yield world.days.at(ordered, 9, minute(code))
    yield PAPER
    world.actor.answer(world.people["coordinator"], find(world, code).case, "appoint_expertise")


def in_two_rounds(world: World, code: str, ordered: int, moderator: str = "moderator") -> Story:
    """The first round leaves the partner's money open, the second one settles it; twenty working days."""
    gifts = tuple(replace(gift, due=due) for gift, due in zip(usual(code), DUE, strict=True))
    talks = Talks(code, ordered + 20, gifts, moderator)
    yield from gather(world, talks)
    call(world, talks, talks.round)
    yield world.clock.now()
    take_positions(world, talks)
    own, city, partner = [offer(world, code, gift) for gift in gifts]
    applicant, other = gifts[0].giver, gifts[2].giver
    yield from open_round(world, talks, talks.round)
    accept(world, own, CITY)
    accept(world, city, applicant)
    answer_offer(
        world, partner, CounterForm, contributions.counter, applicant, comment="Просим перечислить деньги до начала занятий.",
        **_terms(partner, what="Деньги партнёра на работы и материалы до начала занятий"),
    )  # fmt: skip
    course = "Согласовали вклады заявителя и города.\nЗаявитель попросил партнёра перечислить деньги раньше."
    results = "О сроке денег партнёра стороны договорятся на втором раунде."
    yield from minute_round(world, talks, talks.round, course, results)
    yield world.clock.now()
    _lead(world, talks, "decide", outcome="round")
    second = talks.round - 9
    call(world, talks, second, "О сроке денег партнёра.")
    yield from open_round(world, talks, second)
    accept(world, partner, other)
    yield from minute_round(world, talks, second)
    yield from agree(world, talks, ordered + 1)
    sign_agreement(world, talks, sides(world, talks))
    yield world.days.at(ordered, 9, minute(code))
    yield PAPER
    world.actor.answer(world.people["coordinator"], find(world, code).case, "appoint_expertise")


DUE = (-20, 6, 26)  # the applicant's own share is on its way, the city's is overdue, the partner's has been delivered

FACTORY = (
    Gift("ORG07", "Учебный участок цеха на двенадцать месяцев", 1200000, "premises", to=CITY),
    Gift("ORG07", "Семь наставников на учебный год", 700000, "works", to=CITY),
    Gift(CITY, "Подвоз школьников автобусами", 1400000, "works"),
    Gift(CITY, "Работа методистов", 700000, "works"),
    Gift("ORG06", "Три настольных станка в пользование", 500000, "works"),
    Gift("ORG17", "Горячее питание в дни смен", 300000),
    Gift(CITY, "Закрепить расписание автобуса постановлением", 0, "admin"),
)


def second_round(world: World, code: str, opened: int) -> Story:
    """The sample matrix: after the first round the works and the city bargain on, the second one has been called."""
    talks = Talks(code, opened, FACTORY)
    yield from gather(world, talks)
    call(world, talks, talks.round, "О месте для учебного участка.\nО подвозе школьников.\nО станках и питании.")
    yield world.clock.now()
    take_positions(world, talks)
    room, mentors, _, teachers, machines, meals, timetable = [offer(world, code, gift) for gift in FACTORY]
    yield from open_round(world, talks, talks.round)
    for contribution in (teachers, machines, meals):
        accept(world, contribution, "ORG07")
    accept(world, mentors, CITY)
    answer_offer(
        world, room, CounterForm, contributions.counter, CITY, comment="Просим два вечера в неделю, а не один.",
        **_terms(room, what="Учебный участок цеха на двенадцать месяцев, два вечера в неделю"),
    )  # fmt: skip
    answer_offer(world, room, ConditionForm, contributions.set_condition, "ORG07", depends_on=timetable)
    course = "Завод показал план участка, город — расчёт подвоза.\nПартнёры подтвердили станки и питание."
    results = "Методисты, наставники, станки и питание согласованы.\nО числе вечеров и расписании автобуса договориться на втором раунде."
    yield from minute_round(world, talks, talks.round, course, results)
    yield world.clock.now()
    _lead(world, talks, "decide", outcome="round")
    yield world.days.at(3, 12)
    call(world, talks, -3, "О двух вечерах в неделю на учебном участке.\nО расписании автобуса.", is_public=True)


def _terms(contribution: Contribution, **changed: Any) -> dict[str, Any]:
    """The terms as they stand, with what is changed."""
    return {**CounterForm.initial_for(contribution), **changed}


def disputed(world: World, code: str, opened: int) -> Story:
    """Everything is agreed but one clause: a party has its own wording, the moderator has to settle it."""
    talks = Talks(code, opened, moderator="moderator2")
    yield from held(world, talks)
    yield world.clock.now()
    _lead(world, talks, "decide", outcome="text")
    version = "Передача подтверждается двусторонним актом, который подписывают не позднее трёх рабочих дней."
    reason = "Пять рабочих дней на приёмку нам не подходят: мастерские откроются раньше."
    yield from _text(world, talks, disputing="ORG06", version_1=version, reason_1=reason)


def failed(world: World, code: str, opened: int) -> Story:
    """The parties have not come to an agreement; the applicant may resume once on new conditions."""
    talks = Talks(code, opened, moderator="moderator3")
    yield from gather(world, talks)
    call(world, talks, talks.round)
    yield from open_round(world, talks, talks.round)
    course = "Гимназия и управа обсудили охрану двора в вечерние часы.\nПартнёр не готов оплачивать охрану весь год."
    results = "Стороны не договорились, кто платит за охрану двора после уроков."
    yield from minute_round(world, talks, talks.round, course, results)
    yield world.clock.now()
    ground = "Обязательная сторона заявила, что платить за охрану двора не будет; без охраны двор открыть нельзя."
    _lead(world, talks, "decide", outcome="close", ground=ground)
    yield world.days.at(talks.round - 4, 10)
    yield PAPER
    conclusion = of(world, code).conclusion
    assert conclusion
    sign(world, conclusion, [world.people[talks.moderator]])


def agreed(world: World, code: str, opened: int) -> Story:
    """The agreement is in force since today; the coordinator has to order the expertise."""
    talks = Talks(code, opened, moderator="moderator2")
    yield from held(world, talks)
    yield from agree(world, talks, opened - 10)
    sign_agreement(world, talks, sides(world, talks))


def being_signed(world: World, code: str, opened: int) -> Story:
    """The agreement lies on the desks; the applicant has signed."""
    talks = Talks(code, opened, moderator="moderator3")
    yield from held(world, talks)
    yield from agree(world, talks, opened - 10)
    sign_agreement(world, talks, sides(world, talks)[:1])
