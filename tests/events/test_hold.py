"""An event from its plan to its outcome, and each way a registration can go (EV-01…EV-07, RG-01…RG-11)."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework import door
from casework.door import Refused
from casework.models import Notification
from documents.models import Document
from events.models import Event, Registration, Series
from events.registrations import actions as registrations
from tests.events.conftest import ABOUT, Stage, morning, now, offenders
from tests.story import BACKEND, NotAsked, answer, make_member, make_organization, make_person, press, settle, step

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 1>>endobj\n%%EOF"


def read(address: str, who=None) -> str:
    client = Client()
    if who:
        client.force_login(who, BACKEND)
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def fill(who, address: str, **data) -> str:
    """Fill a form in, after it has been sent empty."""
    press(who, address, status=422)
    return press(who, address, **data)


def told(person, words: str) -> int:
    return Notification.objects.filter(person=person, title__contains=words).count()


def of(person) -> Registration:
    return Registration.objects.get(person=person)


def test_a_seminar_from_its_plan_to_its_outcome(stage: Stage):
    organizer = stage.organizer
    fill(organizer, "/events/series/new/", title="Методологический семинар", leader="кафедра права")
    plan = {
        "kind": "seminar",
        "title": "Что такое встречный вклад",
        "about": ABOUT,
        "access": "everybody",
        "series": str(Series.objects.get().pk),
    }
    fill(organizer, "/events/new/", **plan)
    event = Event.objects.get()
    assert "встречный вклад" not in read("/events/") and "встречный вклад" in read("/events/", organizer)
    with pytest.raises(AssertionError, match="рабочих дней"):
        stage.announce(event, days=5)
    with pytest.raises(AssertionError, match="Укажите место"):
        stage.announce(event, place="")
    event = stage.announce(event, link="https://meet.example.org/x")
    assert event.status == "registration" and "встречный вклад" in read("/events/?kind=seminar")
    fill(
        organizer, f"/events/{event.pk}/session/", title="Первая секция", starts_at=f"{event.starts_at:%Y-%m-%dT%H:%M}",
        ends_at=f"{event.ends_at:%Y-%m-%dT%H:%M}",
    )  # fmt: skip
    file = SimpleUploadedFile("slides.pdf", PDF)
    fill(organizer, f"/events/{event.pk}/material-add/", title="Слайды доклада", file=file)
    anna, boris, vera, gleb = people = [
        make_person(last_name=name) for name in ("Аннина", "Борисова", "Верина", "Глебова")
    ]
    press(anna, f"/events/{event.pk}/register/", status=422, sections=["999999"])
    for person in people:
        press(person, f"/events/{event.pk}/register/", sections=[str(event.sessions.get().pk)])
    press(anna, f"/events/{event.pk}/register/", status=422)
    assert [row.status for row in Registration.objects.order_by("pk")] == ["confirmed"] * 2 + ["waiting"] * 2
    page = read(event.get_absolute_url())
    assert (
        "ждут места: 2" in page
        and not any(person.last_name in page for person in people)
        and "meet.example" not in page
    )
    assert "meet.example" in read(event.get_absolute_url(), anna) and "ваше место по порядку: 2" in read(
        Registration.objects.get(person=gleb).get_absolute_url(), gleb
    )
    press(boris, f"{of(boris).get_absolute_url()}cancel/")
    assert (now(Registration.objects.get(person=vera)).status, told(vera, "Освободилось место")) == ("confirmed", 1)
    change = {"about": ABOUT, "programme": event.programme, "place": "ул. Ленина, 5", "link": event.link}
    press(organizer, f"/events/{event.pk}/change/", status=422, **change, places="1")
    fill(organizer, f"/events/{event.pk}/change/", **change, places="3")
    assert now(Registration.objects.get(person=gleb)).status == "confirmed" and told(anna, "Изменилось место") == 1
    later = {
        "starts_at": f"{morning(14):%Y-%m-%dT%H:%M}",
        "ends_at": f"{morning(14) + timedelta(hours=2):%Y-%m-%dT%H:%M}",
    }
    fill(organizer, f"/events/{event.pk}/postpone/", **later, ground="Зал занят под выборы, другого нет.")
    assert [told(person, "перенесено") for person in people] == [1, 0, 1, 1]
    assert now(event).announcement.title.startswith("О переносе") and now(event).announcement.is_public
    event = stage.begin(now(event))
    assert event.status == "on"
    press(boris, f"/events/{event.pk}/register/", status=422)
    ticket = now(Registration.objects.get(person=anna))
    assert "<svg" in read(ticket.get_absolute_url(), anna)
    press(organizer, f"/events/tickets/{ticket.code_written}/")
    press(organizer, f"/events/tickets/{ticket.code_written}/", status=422)
    fill(organizer, f"/events/{event.pk}/mark/", came=[str(Registration.objects.get(person=vera).pk)])
    answer(organizer, event.case, "finish", refused=True, came="999")
    answer(organizer, event.case, "finish")
    missed = now(Registration.objects.get(person=gleb))
    assert missed.status == "absent"
    fill(organizer, f"/events/registrations/{missed.pk}/correct/", reason="Пришёл позже, его видели на секции.")
    press(anna, f"/events/registrations/{ticket.pk}/certificate/", status=422)
    answer(
        organizer, event.case, "publish", refused=True, text="Уточнены три термина, их внесут в библиотеку.", paper="no"
    )
    answer(
        organizer,
        event.case,
        "publish",
        refused=True,
        text="Уточнены три термина, их внесут.",
        paper="yes",
        changed="ЧТО-ТО",
    )
    answer(organizer, event.case, "publish", text="Уточнены три термина, их внесут в библиотеку.", paper="yes")
    settle()
    event = now(event)
    assert event.status == "held" and re.fullmatch(r"ИД-\d{4}-001", event.outcome.document.number)
    assert event.outcome.document.snapshot["attended"] == 3 and not any(
        person.last_name in str(event.outcome.document.snapshot) for person in people
    )
    press(anna, f"/events/registrations/{ticket.pk}/certificate/")
    paper = now(ticket).certificate
    assert paper.number.startswith("СУ-") and paper.snapshot["person"] == anna.get_full_name() and not paper.is_public
    assert "ИД-" in read(event.series.get_absolute_url()) and "Слайды доклада" in read(event.series.get_absolute_url())
    assert paper.number in read("/events/own/", anna) and "встречный вклад" in read("/events/?state=held")
    with pytest.raises(Refused, match="уже есть"):
        registrations.certify(ticket, by=anna)
    with pytest.raises(NotAsked):
        step(event.case)
    assert not Document.objects.filter(status="number_reserved").exists(), "every paper has been set"
    assert offenders() == {}


def test_a_cancelled_event_tells_everybody_once(stage: Stage):
    event = stage.announce(stage.plan(), places=1)
    first, second, gone = (stage.register(event) for _ in range(3))
    stage.under_lock(event, lambda by: registrations.cancel(gone, by=by), gone.person)
    fill(stage.organizer, f"/events/{event.pk}/cancel/", ground="Ведущий заболел, замены нет.")
    settle()
    assert [now(row).status for row in (first, second, gone)] == ["void", "void", "cancelled"]
    assert [told(row.person, "отменено") for row in (first, second, gone)] == [1, 1, 0]
    assert "Ведущий заболел" in read(event.get_absolute_url()) and "Двор без ссор" in read("/events/?state=cancelled")
    press(stage.organizer, f"/events/{event.pk}/cancel/", status=422, ground="Ещё раз отменяем его.")
    with pytest.raises(NotAsked):
        step(event.case)
    plan = stage.plan(title="Не сложилось совсем")
    press(stage.organizer, f"/events/{plan.pk}/cancel/", ground="Нет ведущего для этой темы.")
    assert "Не сложилось" not in read("/events/?state=cancelled")
    assert offenders() == {}


def test_participants_of_a_game_are_chosen(stage: Stage):
    event = stage.plan("game")
    with pytest.raises(AssertionError, match="нужно число мест"):
        stage.announce(event, places="")
    event = stage.announce(event, places=1)
    taken, refused, late, other = (stage.register(event) for _ in range(4))
    answer(stage.organizer, taken.case, "select", outcome="take")
    answer(stage.organizer, refused.case, "select", refused=True, outcome="take")
    answer(stage.organizer, refused.case, "select", refused=True, outcome="decline")
    answer(stage.organizer, refused.case, "select", outcome="decline", reason="В группе уже есть строитель.")
    stage.under_lock(event, lambda by: registrations.cancel(other, by=by), other.person)
    assert "Отобрать или отказать" in read(f"/events/{event.pk}/people/", stage.organizer)
    stage.begin(event)
    assert [now(row).status for row in (taken, refused, late, other)] == [
        "confirmed",
        "declined",
        "declined",
        "cancelled",
    ]
    assert told(late.person, "не будет") == 1
    with pytest.raises(NotAsked):
        step(late.case)


def test_nobody_marked_and_no_paper(stage: Stage):
    """EV-06 by itself on the next working day; a seminar without its paper is told to the secretary of the committee."""
    secretary = make_person("committee_secretary", last_name="Секретарева")
    event = stage.announce(stage.plan())
    person = stage.register(event)
    event = stage.begin(event)
    waiting = step(event.case, "finish")
    stage.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    assert (now(event).status, now(person).status) == ("summing", "absent")
    answer(stage.organizer, event.case, "publish", text="Никто не пришёл: день был выбран плохо.", paper="no",
           reason="Подводить нечего: не пришёл никто.")  # fmt: skip
    assert "Никто не пришёл" in read(event.get_absolute_url()) and told(secretary, "без итогового документа") == 1
    assert offenders() == {}


def test_an_event_for_organisations_asks_for_one(stage: Stage):
    event = stage.announce(stage.plan("fair", access="organizations"), places=3)
    member = make_member(make_organization())
    press(
        make_person(last_name="Прохожая"),
        f"/events/{event.pk}/register/",
        status=422,
        exhibit="Стенд о дворе и соседях.",
    )
    organization = str(member.memberships.get().organization_id)
    press(member, f"/events/{event.pk}/register/", status=422, organization=organization)
    press(member, f"/events/{event.pk}/register/", organization=organization, exhibit="Стенд о дворе и соседях.")
    row = Registration.objects.get()
    assert (row.status, row.organization_id, row.exhibit) == ("applied", int(organization), "Стенд о дворе и соседях.")
    assert "Стенд о дворе" not in read(event.get_absolute_url())
    answer(stage.organizer, row.case, "select", outcome="take")
    assert "Стенд о дворе" in read(event.get_absolute_url()) and member.last_name not in read(event.get_absolute_url())
    with pytest.raises(Refused, match="представители"):
        stage.register(event, make_person(), organization=row.organization)
