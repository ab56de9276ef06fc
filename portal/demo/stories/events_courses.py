"""Courses: one held together with an organisation that ended with its sheet, one that opens a role, with attestations."""

from functools import partial
from typing import Any

from events.attestations import actions as attestations
from events.attestations.forms import LessonForm
from events.consortia import actions as consortia
from events.consortia.forms import AnswerParticipantForm, AskParticipantForm, FoundForm
from events.models import Attestation, Event, Registration, Session
from events.partners import actions as partners
from events.partners.forms import AnswerPartnerForm, AskPartnerForm
from events.sheets import actions as sheets
from events.sheets.forms import PREFIX, SheetForm
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories.events_acts import act, add_part, announce, finish, now, plan, publish, register, take
from programme.appointments import actions as appointments
from programme.models import Role

MODERATORS: dict[str, Any] = {
    "kind": "course", "title": "Модератор переговоров", "about": "Как вести стол, за которым четыре стороны и один бюджет: три занятия и проверка.",
    "opens_role": Role.MODERATOR,
}  # fmt: skip
HEALTH: dict[str, Any] = {
    "kind": "course", "title": "Малое дело в здоровье", "about": "Как открыть кабинет или малую клинику: лицензия, деньги, первый год.",
}  # fmt: skip
PART = "Клиника ведёт занятия в своих кабинетах и даёт каждому слушателю наставника на первый год."
LESSONS = ("Стороны и их интересы", "Вклад и встречный вклад", "Тупик и выход из него")
HEALTH_LESSONS = ("Лицензия и помещение", "Деньги первого года")
STUDENTS = ("org17-staff", "org12-staff", "org03-staff")
RESULTS = (85, 48, None)  # whoever came too seldom has left the course
HEALTH_STUDENTS = ("org08", "org09", "org14")
HEALTH_RESULTS = (91, 74, 55)
ACADEMY = {
    "title": "Муниципальная академия", "about": "Учреждения города ведут курсы для жителей и служащих вместе, по одному соглашению.",
    "agreement": "соглашение от 12.03.2026 № 4",
}  # fmt: skip
JOINED = {
    "ORG03": "Классы, преподаватели и запись слушателей.",
    "ORG05": "Слушатели до 35 лет и зал для занятий.",
    "ORG10": "Курсы о здоровье и наставники.",
}
AHEAD: dict[str, Any] = {
    "kind": "course", "title": "Как читать бюджет города", "about": "Откуда у города деньги, куда они идут и что из этого решает житель.",
}  # fmt: skip
NO_PAPER = "Итог курса — ведомость: отдельного документа не нужно."


def with_an_organisation(world: World) -> Story:
    """A course that ended with its sheet."""
    yield world.days.at(62, 11)
    course = _announce(world, HEALTH, 46, HEALTH_LESSONS)
    ask = partial(partners.ask, course)
    partner = act(world, world.people["events"], course, AskPartnerForm, ask, course,
                  organization=world.organizations["ORG10"].pk, part=PART)  # fmt: skip
    yield world.days.at(60, 12)
    agree, signer = partial(partners.answer, partner), world.people["org10"]
    world.actor.act(signer, course.case, "подписант организации", AnswerPartnerForm, agree, partner, outcome="agree")
    rows = register(world, course, [world.people[name] for name in HEALTH_STUDENTS])
    yield world.days.at(58, 10)
    take(world, rows)
    yield world.days.at(46, 14)
    for lesson in course.sessions.order_by("pk"):
        _mark(world, course, lesson, rows)
    finish(world, course)
    yield world.days.at(45, 10)
    results = {f"{PREFIX}{row.pk}": result for row, result in zip(rows, HEALTH_RESULTS, strict=True)}
    head, draw_up = world.people["training"], partial(sheets.draw_up, now(course))
    world.actor.act(head, course.case, "руководитель обучения", SheetForm, draw_up, now(course), **results)
    publish(world, course, "Курс прошли двое из трёх; слушатели получили наставников на первый год.", NO_PAPER)


def under_an_agreement(world: World) -> Story:
    """A consortium: three organisations have joined, one leads a course that is to come."""
    organizer = world.people["events"]
    yield world.days.at(70, 11)
    consortium = act(
        world, organizer, None, FoundForm, consortia.establish, None, since=world.days.day(75).isoformat(), **ACADEMY
    )
    for code, part in JOINED.items():
        ask, organization = partial(consortia.ask, consortium), world.organizations[code].pk
        row = act(world, organizer, None, AskParticipantForm, ask, consortium, organization=organization, part=part)
        join, signer = partial(consortia.answer, row), world.people[code.lower()]
        world.actor.act(signer, None, "подписант организации", AnswerParticipantForm, join, row, outcome="agree")
    yield world.days.at(7, 12)
    course = plan(world, AHEAD)
    partner = act(world, organizer, course, AskPartnerForm, partial(partners.ask, course), course,
                  organization=world.organizations["ORG03"].pk, part=JOINED["ORG03"])  # fmt: skip
    agree, signer = partial(partners.answer, partner), world.people["org03"]
    world.actor.act(signer, course.case, "подписант организации", AnswerPartnerForm, agree, partner, outcome="agree")
    announce(world, course, -14, places=20)


def to_a_role(world: World) -> Story:
    """A course with attestations; in the end somebody is appointed by what they have learnt."""
    yield world.days.at(40, 11)
    course = _announce(world, MODERATORS, 24, LESSONS, teacher=world.people["moderator"].email)
    rows = register(world, course, [world.people[name] for name in STUDENTS])
    yield world.days.at(37, 10)
    take(world, rows)
    yield world.days.at(24, 14)
    for number, lesson in enumerate(course.sessions.order_by("pk")):
        _mark(world, course, lesson, rows[: 3 if number == 0 else 2])
    finish(world, course)
    yield world.days.at(21, 10)
    _examine(world, rows)
    publish(world, course, "Аттестован один слушатель из трёх, у второго есть одна пересдача.", NO_PAPER)
    yield world.days.at(2, 10)
    _appoint(world, rows[0])


def _announce(world: World, facts: dict[str, Any], ago: int, lessons: tuple[str, ...], **more: Any) -> Event:
    """With its lessons, one after the other."""
    course = announce(world, plan(world, facts, **more), ago, places=12)
    for hour, title in enumerate(lessons):
        add_part(world, course, title, hour)
    return course


def _mark(world: World, event: Event, lesson: Session, came: list[Registration]) -> None:
    mark, here = partial(attestations.mark_lesson, now(event)), [str(row.pk) for row in came]
    act(world, world.people["events"], event, LessonForm, mark, now(event), session=lesson.pk, came=here)


def _examine(world: World, rows: list[Registration]) -> None:
    """AT-02, AT-03: the second one may try once more and has not asked for it."""
    for row, result in zip(rows, RESULTS, strict=True):
        if result is None:
            continue
        outcome, reason = ("attest", "") if result >= 60 else ("fail", "Не разобран случай тупика.")
        world.actor.answer(
            world.people["training"], row.attestation.case, "examine", result=result, outcome=outcome, reason=reason
        )


def _appoint(world: World, row: Registration) -> None:
    """Whoever has been attested may lead negotiations now."""
    certificate = Attestation.objects.select_related("certificate").get(registration=row).certificate
    assert certificate, "attested with a certificate"
    ground = f"удостоверение об аттестации № {certificate.number}"
    appointments.appoint(row.person, role=Role.MODERATOR, ground=ground, by=world.people["admin"])
