"""A course that opens a role, from the place on it to the end of the certificate (AT-01…AT-07)."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from casework import door, workdays
from casework.door import Refused
from casework.models import Notification
from documents.models import Document
from documents.papers.issuing import issue
from events.attestations import actions, facts
from events.models import Attestation, Event
from events.registrations import actions as registrations
from programme.appointments import actions as appointments
from programme.models import Regulation
from programme.regulations import rulebook, schema
from tests.events.conftest import ABOUT, Stage, morning, now, offenders
from tests.events.test_hold import fill, read
from tests.story import NotAsked, answer, make_person, press, settle, step

pytestmark = pytest.mark.django_db


def course(stage: Stage) -> Event:
    """A course for moderators with two lessons."""
    teacher = make_person(last_name="Учителева")
    plan = {
        "kind": "course",
        "title": "Модератор переговоров",
        "about": ABOUT,
        "access": "everybody",
        "opens_role": "moderator",
    }
    press(stage.organizer, "/events/new/", status=422, **plan, teacher="nobody@example.org")
    press(stage.organizer, "/events/new/", status=422, **{**plan, "kind": "seminar"}, teacher=teacher.email)
    press(stage.organizer, "/events/new/", **plan, teacher=teacher.email)
    event = stage.announce(Event.objects.get(), places=9)
    for number in (1, 2):
        press(
            stage.organizer,
            f"/events/{event.pk}/session/",
            title=f"Занятие {number}",
            starts_at=f"{morning(12):%Y-%m-%dT%H:%M}",
            ends_at=f"{morning(12) + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        )
    return event


def enrolled(stage: Stage, event: Event, name: str) -> Attestation:
    registration = stage.register(event, make_person(last_name=name))
    answer(stage.organizer, registration.case, "select", outcome="take")
    return Attestation.objects.get(registration=registration)


def be_there(stage: Stage, event: Event, number: int, *rows: Attestation) -> None:
    session = event.sessions.all()[number]
    came = [str(row.registration_id) for row in rows]
    press(stage.organizer, f"/events/{event.pk}/lesson/", session=str(session.pk), came=came)


def test_a_course_leads_to_a_role(stage: Stage):
    head, secretary = make_person("training_head", last_name="Зимина"), make_person("committee_secretary")
    event = course(stage)
    teacher = stage.register(event, event.teacher)
    answer(stage.organizer, teacher.case, "select", outcome="take")
    assert not Attestation.objects.exists(), "whoever teaches is not attested by the own course"
    good, fair, rare, gone = (enrolled(stage, event, name) for name in ("Хорошева", "Среднева", "Редкова", "Ушедшева"))
    quitter = enrolled(stage, event, "Отказова")
    press(gone.person, f"/events/attestations/{gone.pk}/drop/")
    assert stage.under_lock(event, lambda by: registrations.cancel(quitter.registration, by=by), quitter.person)
    event = stage.begin(event)
    fill(
        stage.organizer,
        f"/events/{event.pk}/lesson/",
        session=str(event.sessions.all()[0].pk),
        came=[str(good.registration_id)],
    )
    be_there(stage, event, 0, good, fair)
    be_there(stage, event, 1, good, fair)
    answer(stage.organizer, event.case, "finish")
    settle()
    assert [now(row).status for row in (good, fair, rare, gone, quitter)] == [
        "enrolled",
        "enrolled",
        "dropped",
        "dropped",
        "dropped",
    ]
    assert (facts.attendance_of(now(good.registration)), now(good.registration).status) == (100, "attended")
    answer(head, good.case, "examine", refused=True, outcome="attest", result="59")
    answer(head, good.case, "examine", refused=True, outcome="fail", result="59")
    answer(head, good.case, "examine", outcome="attest", result="60")
    answer(head, fair.case, "examine", outcome="fail", result="40", reason="Протокол раунда не записан.")
    answer(fair.person, fair.case, "retake")
    answer(head, fair.case, "examine", outcome="fail", result="50", reason="Протокол снова не записан.")
    with pytest.raises(NotAsked):
        step(fair.case)
    settle()
    good = now(good)
    assert not Document.objects.filter(status="number_reserved").exists(), "every paper has been set"
    assert good.status == "valid" and re.fullmatch(r"УД-\d{4}-0001", good.certificate.number)
    assert good.certificate.number in read(good.get_absolute_url(), good.person) and "Хорошева" in read(
        "/events/attestations/", head
    )
    assert "Хорошева" not in read("/events/attestations/", fair.person)
    stage.clock.move_to(workdays.end_of(workdays.back(good.valid_to, 30)))
    assert (actions.warn_of_the_end(), actions.warn_of_the_end()) == (1, 1)
    assert Notification.objects.filter(person=good.person, title__startswith="Аттестация действует до").count() == 1
    with transaction.atomic():
        decision = issue(kind="decision", title="Об отзыве", snapshot={}, template="events/pdf/outcome.html",
                         register="event_outcomes", is_public=True, by=secretary)  # fmt: skip
        sid = transaction.savepoint()
        fill(
            secretary,
            f"/events/attestations/{good.pk}/revoke/",
            decision=decision.number,
            ground="Вёл раунд в пользу одной стороны.",
        )
        assert now(good).status == "revoked"
        transaction.savepoint_rollback(sid)
    waiting = step(good.case, "hold")
    stage.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk) and now(good).status == "expired"
    assert offenders() == {}


def test_a_second_try_is_asked_for_in_its_term_and_nobody_examines_the_own_pupils(stage: Stage):
    event = course(stage)
    row = enrolled(stage, event, "Поздняя")
    event = stage.begin(event)
    be_there(stage, event, 0, row)
    answer(stage.organizer, event.case, "finish")
    settle()
    head = make_person("training_head", last_name="Зимина")
    answer(head, row.case, "examine", refused=True, outcome="attest", result="90")  # 50 % of the lessons
    with pytest.raises(Refused, match="не вёл курс"):
        actions.examine(now(row), by=event.teacher, outcome="attest", result=90)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attestation.objects.filter(pk=row.pk).update(examined_by=row.person, status="failed")
    answer(head, row.case, "examine", outcome="fail", result="90", reason="Был на одном занятии из двух.")
    waiting = step(row.case, "retake")
    stage.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    with pytest.raises(NotAsked):
        step(row.case)


def test_where_training_is_required_a_role_needs_a_certificate():
    person, rules = make_person(last_name="Новая"), Regulation.in_force()
    data = schema.with_changes(rules.data, {"training.required": True})
    Regulation.objects.create(
        code=rules.code, version=2, title=rules.title, valid_from=workdays.local_date(), data=data, fingerprint=rulebook.fingerprint(data),
    )  # fmt: skip
    with pytest.raises(Refused, match="действующая аттестация"):
        appointments.appoint(person, role="moderator", ground="распоряжение")
    appointments.appoint(person, role="clerk", ground="распоряжение")
