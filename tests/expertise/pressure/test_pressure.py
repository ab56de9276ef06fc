"""Pressure is told in confidence: the office reads it, nobody else learns that it exists, and it is answered once."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from casework.models import Notification
from expertise.models import PressureReport
from expertise.pressure.models import is_office
from journal.models import Entry
from programme.regulations.rulebook import faults, read
from tests.expertise.conftest import City, fresh, make_person

WORDS = {"matter": "Экспертиза лыжни", "text": "Тайна-давления: звонили и просили десятку."}


def browser(person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def reported(city: City) -> tuple[PressureReport, object, object]:
    expert, office = city.expert().person, make_person(role="auditor")
    assert browser(expert).post("/pressure/report/", WORDS).status_code == 302
    return PressureReport.objects.get(), expert, office


def test_the_office_reads_and_answers_and_the_reporter_gets_the_receipt(city: City) -> None:
    row, expert, office = reported(city)
    assert "Тайна-давления" in browser(expert).get("/pressure/").content.decode()
    page = browser(office).get("/pressure/").content.decode()
    assert "Тайна-давления" in page and expert.get_full_name() in page
    told = Notification.objects.get(person=office, event=f"pressure:{row.pk}:received")
    assert expert.last_name not in told.title + told.text and "лыжни" not in told.title + told.text
    answer = {"outcome": "confirmed", "answer": "Звонившему объявлено предупреждение."}
    assert browser(office).post(f"/pressure/{row.pk}/answer/", answer).status_code == 302
    assert "предупреждение" in browser(expert).get("/pressure/").content.decode()
    assert browser(office).post(f"/pressure/{row.pk}/answer/", answer).status_code == 404
    assert Notification.objects.filter(person=expert, event=f"pressure:{row.pk}:answered").count() == 1


def test_nobody_else_learns_of_it(city: City) -> None:
    row, _, _ = reported(city)
    secretary, other = make_person(role="platform_secretary"), city.expert().person
    for person, statuses in ((city.coordinator, 404), (secretary, 404), (city.head, 404), (other, 200)):
        answer = browser(person).get("/pressure/")
        assert answer.status_code == statuses and "Тайна-давления" not in answer.content.decode()
        assert browser(person).get(f"/pressure/{row.pk}/answer/").status_code == 404
        assert not Notification.objects.filter(person=person, event__startswith="pressure:").exists()
    entry = Entry.objects.get(subject=f"expertise.pressurereport:{row.pk}")
    assert (entry.actor, entry.ground, "лыжни" in entry.title) == (None, "", False)
    for address in ("/board/", "/executors/", "/inbox/", "/journal/"):
        assert "Тайна-давления" not in browser(secretary).get(address).content.decode()


def test_a_coordinator_is_no_office_whatever_else_they_hold(city: City) -> None:
    office = make_person(role="auditor")
    assert is_office(fresh(office)) and not is_office(fresh(city.coordinator))
    assert [word for word in faults(read("regulation-1.json")["data"]) if "pressure" in word] == []
    data = read("regulation-1.json")["data"]
    data["expertise"]["pressure_office"] = "expertise_coordinator"
    assert [word for word in faults(data) if "pressure_office" in word]


def test_words_and_answers_are_final_and_nobody_answers_themselves(city: City) -> None:
    row, expert, office = reported(city)
    rows = PressureReport.objects.filter(pk=row.pk)
    by_oneself = {"outcome": "confirmed", "answer": "а", "answered_at": row.reported_at, "answered_by": expert}
    for harm in ({"text": "иначе"}, {"outcome": "confirmed"}, by_oneself):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            rows.update(**harm)
    rows.update(outcome="unconfirmed", answer="Нет.", answered_at=row.reported_at, answered_by=office)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(outcome="confirmed")
    assert browser(expert).post("/pressure/report/", {"matter": "", "text": "слово"}).status_code == 422
