"""A team leads a direction: it alone writes its page, and reports every quarter; a group has its tasks and its notes on its page."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from committee.bodies import actions as bodies
from committee.models import Body, DirectionEdition, DirectionTeam
from committee.teams import actions as teams
from committee.teams.invariants import INVARIANTS
from execution.undertakings.models import Undertaking
from library.links import actions as links
from library.models import Card
from tests.clock import Clock
from tests.promises import offenders_of
from tests.settled import slack
from tests.story import BACKEND, answer, make_member, make_organization, make_person, press

pytestmark = pytest.mark.django_db
ACT = "распоряжение Главы города от 16.01.2026 № 7-р"
TEXT = "Направление собирает проекты о современных укладах жизни: дворы, транспорт, новые профессии."
GROUP = {"title": "Группа «Дворы»", "title_genitive": "группы «Дворы»", "act": ACT}


def read(address: str, who: object = None, status: int = 200) -> str:
    browser = Client()
    if who:
        browser.force_login(who, BACKEND)
    response = browser.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def test_a_direction_is_written_by_its_team_alone_which_reports_every_quarter(clock: Clock) -> None:
    secretary, stranger, organization = make_person("committee_secretary"), make_person(), make_organization()
    member = make_member(organization)
    place = "/directions/LIFE/"
    assert "Команды у направления пока нет" in read(f"{place}team/") and "Образовать команду" in read(
        f"{place}team/", secretary
    )
    facts = {"title": "Команда укладов", "title_genitive": "команды укладов", "act": ACT}
    press(stranger, f"{place}team/new/", status=403, **facts)
    press(secretary, f"{place}team/new/", status=422, title="")
    assert ACT in press(secretary, f"{place}team/new/", **facts)
    press(secretary, f"{place}team/new/", status=422, **facts)
    body = Body.objects.get()
    press(member, f"{place}edit/", status=403, text=TEXT, changes="Первый текст")
    bodies.seat(body, person=member, sector="community", ground=ACT, by=secretary)

    assert "Править страницу" in read(place, member) and "Править страницу" not in read(place, stranger)
    press(member, f"{place}edit/", status=422)
    press(member, f"{place}edit/", text=TEXT, changes="Первый текст")
    assert TEXT in read(place) and "Редакция 1" in read(place)
    again = TEXT.replace("дворы", "дворы и парки")
    assert again in press(member, f"{place}edit/", status=422, text=again, changes="Парки", based_on=0), (
        "nothing typed is lost"
    )
    press(member, f"{place}edit/", text=again, changes="Добавлены парки", based_on=1)
    page = read(f"{place}team/")
    assert member.last_name in page and "Добавлены парки" in page and "<ins>" in page and again in read(place)

    quarter = Undertaking.objects.get()
    assert (quarter.period, quarter.is_public, str(quarter) in page) == ("quarter", True, True)
    answer(secretary, quarter.case, "assign", organization=organization.short_name, ground=ACT)
    answer(member, quarter.case, "accept")
    done = {"done_text": "Собрали пять проектов и провели две встречи.", "link": "https://example.org/report"}
    answer(member, quarter.case, "report", **done)
    answer(secretary, quarter.case, "check", outcome="accepted")
    assert done["done_text"] in read(quarter.get_absolute_url())

    assert slack(DirectionEdition.objects.all(), {"text": "другое"}) == []
    with pytest.raises(DatabaseError, match="by another team"), transaction.atomic():
        DirectionEdition.objects.create(
            team=body.direction_team, direction="CULT", number=1, text=TEXT, changes="Чужое", by=member
        )
    assert offenders_of(INVARIANTS) == {}
    DirectionEdition.objects.create(
        team=body.direction_team, direction="LIFE", number=3, text=TEXT, changes="Чужая рука", by=stranger
    )
    assert set(offenders_of(INVARIANTS)) == {"TM-1"}
    rival = Body.objects.create(kind=body.kind, title="Вторая команда", title_genitive="второй команды", act=ACT)
    DirectionTeam.objects.create(direction="LIFE", body=rival)
    assert set(offenders_of(INVARIANTS)) == {"TM-1", "TM-2"}


def test_a_group_gets_tasks_and_its_notes_stand_on_its_page(clock: Clock) -> None:
    secretary, analyst = make_person("committee_secretary"), make_person(last_name="Аналитикова")
    press(secretary, "/bodies/kinds/analytical_group/found/", **GROUP)
    group = Body.objects.get()
    task = {
        "title": "Посчитать, скольким дворам нужны пандусы",
        "due_on": f"{workdays.add(workdays.local_date(), 10):%Y-%m-%d}",
    }
    place = f"/bodies/{group.pk}/tasks/new/"
    press(secretary, place, status=422, **task)
    bodies.seat(group, person=analyst, sector="community", ground=ACT, by=secretary)
    press(secretary, place, status=422, **{**task, "due_on": f"{workdays.local_date():%Y-%m-%d}"})
    press(analyst, place, status=403, **task)
    assert task["title"] in press(secretary, place, **task)
    answer(analyst, Undertaking.objects.get().case, "accept")
    assert "role:analyst" in analyst.capacity_keys(), "a seat lets them write notes"
    press(analyst, "/library/report/new/", title="Пандусы во дворах города")
    note = Card.objects.get()
    whole = {
        "subject": "Сколько дворов города ждут пандуса", "period": "2026 год", "findings": "Пандуса ждут сто дворов.",
        "method": "Обошли дворы по списку управляющих компаний.",
    }  # fmt: skip
    answer(analyst, note.case, "submit", **{"title": "Пандусы во дворах города", **whole})
    answer(make_person("analyst", last_name="Второва"), note.case, "check", outcome="accept")
    links.link(Card.objects.get(), by=analyst, relation="belongs", to=group)
    page = read(group.get_absolute_url())
    assert "Пандусы во дворах города" in page and task["title"] in page
    with pytest.raises(Refused, match="прекратил работу"):
        teams.give_task(Body(closed_at=timezone.now()), by=secretary, title="Ещё одно", due_on=workdays.local_date())
