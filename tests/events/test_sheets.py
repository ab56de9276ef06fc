"""The end of a course: held together with a university, results checked, the sheet as a paper (S34, S81, S83)."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from documents.models import Document
from events.models import CourseResult, Partner, Sheet
from tests.events.conftest import Stage, now, offenders
from tests.events.test_attest import be_there, course, enrolled
from tests.events.test_hold import fill, read, told
from tests.story import answer, make_member, make_organization, make_person, press, settle

pytestmark = pytest.mark.django_db


def test_a_course_of_a_university_ends_in_a_check_and_a_sheet(stage: Stage):
    head, university = make_person("training_head", last_name="Зимина"), make_organization("Университет")
    event = stage.plan("course", title="Своё дело в здравоохранении")
    ask = {"organization": str(university.pk), "part": "Кафедра ведёт занятия и проверяет итог."}
    assert "некому ответить" in press(stage.organizer, f"/events/{event.pk}/partner/", status=422, **ask)
    rector = make_member(university)
    fill(stage.organizer, f"/events/{event.pk}/partner/", **ask)
    press(stage.organizer, f"/events/{event.pk}/partner/", status=422, **ask)
    partner = Partner.objects.get()
    assert told(rector, "Вас зовут") == 1 and "ждём ответа" in read(event.get_absolute_url(), stage.organizer)
    press(rector, partner.get_absolute_url(), status=422, outcome="leave")
    press(rector, partner.get_absolute_url(), outcome="agree")
    event = stage.announce(event, places=9)
    assert event.announcement and event.announcement.snapshot["partners"] == [
        {"name": str(partner), "part": ask["part"]}
    ]
    assert "Кафедра ведёт занятия" in read(event.get_absolute_url())
    good, weak, absent = rows = [
        stage.register(event, make_person(last_name=name)) for name in ("Хорошева", "Слабова", "Пропащева")
    ]
    for row in rows:
        answer(stage.organizer, row.case, "select", outcome="take")
    address = f"/events/{event.pk}/sheet/"
    event = stage.begin(event)
    press(rector, partner.get_absolute_url(), status=422, outcome="leave", reason="Преподаватель заболел.")
    assert "когда курс завершён" in press(head, address, status=422)
    answer(stage.organizer, event.case, "finish", came=[str(row.pk) for row in (good, weak)])
    assert "Своё дело" in read("/events/attestations/", head)
    press(stage.organizer, address, status=404)
    press(head, address, status=422, **{f"result_{good.pk}": "101"})
    fill(head, address, **{f"result_{good.pk}": "60", f"result_{weak.pk}": "59"})
    settle()
    assert list(CourseResult.objects.values_list("attendance", "result", "is_passed")) == [
        (100, 59, False),
        (100, 60, True),
    ]
    paper = Sheet.objects.get().document
    assert re.fullmatch(r"ВА-\d{4}-001", paper.number) and not paper.is_public and paper.code
    assert [(line["person"].split()[0], line["outcome"]) for line in paper.snapshot["lines"]] == [
        ("Слабова", "не пройден"), ("Хорошева", "пройден"),
    ]  # fmt: skip
    assert (told(good.person, "Курс пройден"), told(weak.person, "Курс не пройден"), told(absent.person, "Курс")) == (
        1,
        1,
        0,
    )
    assert "59 из 100" in read(now(weak).get_absolute_url(), weak.person)
    assert paper.get_absolute_url() in read(event.get_absolute_url(), head)
    seen = read(event.get_absolute_url(), weak.person)
    assert paper.get_absolute_url() not in seen and good.person.last_name not in seen
    assert "ничего не изменилось" in press(head, address, status=422)
    with pytest.raises(DatabaseError, match="was not there"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO events_courseresult (registration_id, attendance, result, is_passed, by_id, at)"
                       " VALUES (%s, 100, 90, true, %s, now())", [absent.pk, head.pk])  # fmt: skip
    answer(stage.organizer, event.case, "publish", text="Двое учились, один прошёл проверку.", paper="yes")
    press(good.person, f"/events/registrations/{good.pk}/certificate/")
    snapshot = now(good).certificate.snapshot
    assert (snapshot["result"], snapshot["event"]["partners"]) == (60, [str(partner)])
    settle()
    assert not Document.objects.filter(status="number_reserved").exists() and offenders() == {}


def test_the_sheet_of_a_course_for_a_role_lists_its_attestations(stage: Stage):
    head = make_person("training_head", last_name="Зимина")
    event = course(stage)
    good, fair = enrolled(stage, event, "Хорошева"), enrolled(stage, event, "Среднева")
    event = stage.begin(event)
    for number in (0, 1):
        be_there(stage, event, number, good, fair)
    answer(stage.organizer, event.case, "finish")
    settle()
    answer(head, good.case, "examine", outcome="attest", result="75")
    address = f"/events/{event.pk}/sheet/"
    assert "Ещё не аттестованы: 1" in press(head, address, status=422)
    settle()
    answer(head, fair.case, "examine", outcome="fail", result="40", reason="Протокол раунда не записан.")
    press(head, address)
    answer(fair.person, fair.case, "retake")
    answer(head, fair.case, "examine", outcome="attest", result="80")
    press(head, address)
    first, second = (row.document.snapshot for row in Sheet.objects.order_by("pk"))
    assert (first["passed"], second["passed"], second["role"]) == (1, 2, event.get_opens_role_display())
    assert second["lines"][1]["certificate"] == now(good).certificate.number and offenders() == {}
