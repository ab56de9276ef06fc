"""Negotiations as their people live them: from the first round to the text and the signatures."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from negotiations.contributions import actions as contributions
from negotiations.contributions.forms import ConditionForm, CounterForm
from negotiations.models import Contribution, ContributionAgreement
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories.applying import card, find, minute
from portal.demo.stories.examining import sign
from portal.demo.stories.negotiation_rounds import (
    accept,
    answer_offer,
    call,
    gather,
    minute_round,
    offer,
    open_round,
    take_positions,
)
from portal.demo.stories.negotiators import CITY, Gift, Talks, lead, of, party, sides, speaker, usual


def agree(world: World, talks: Talks, ago: int) -> Story:
    """NG-15…NG-21: the matrix, the draft, everybody agrees, to be signed."""
    yield world.clock.now()
    lead(world, talks, "decide", outcome="text")
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
    lead(world, talks, "decide", outcome="round")
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
    lead(world, talks, "decide", outcome="round")
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
    lead(world, talks, "decide", outcome="text")
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
    lead(world, talks, "decide", outcome="close", ground=ground)
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
