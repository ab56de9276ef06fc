"""A decree on transfers of days off is pasted as it stands."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from casework import workdays
from casework.models import CalendarDay
from journal.models import Entry
from tests.story import make_person

pytestmark = pytest.mark.django_db
SATURDAY, MONDAY = date(2027, 11, 13), date(2027, 11, 15)


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.force_login(make_person("admin"))
    return client


def test_all_days_are_written_down_and_count_at_once(browser: Client, django_capture_on_commit_callbacks: Any) -> None:
    assert (workdays.is_working(SATURDAY), workdays.is_working(MONDAY)) == (False, True)
    sent = {"days_off": "15.11.2027,\n2027-11-16; 15.11.2027.", "workdays": "13.11.2027", "ground": "Постановление № 7"}
    assert "/calendar/decree/" in browser.get("/calendar/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/calendar/decree/", sent).url == "/calendar/"
    days = {(row.date, row.is_working, row.ground) for row in CalendarDay.objects.all()}
    assert days == {
        (MONDAY, False, "Постановление № 7"),
        (date(2027, 11, 16), False, "Постановление № 7"),
        (SATURDAY, True, "Постановление № 7"),
    }
    assert (workdays.is_working(SATURDAY), workdays.is_working(MONDAY)) == (True, False)
    assert Entry.objects.filter(verb="adopt_day").count() == 3
    workdays.forget()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"days_off": "15.11.2027 32.11.2027"}, "«32.11.2027» — не дата"),
        ({"days_off": "0001-01-01"}, "«0001-01-01» — не дата"),
        ({"days_off": ""}, "Впишите хотя бы один день."),
        ({"workdays": "2027-11-15"}, "15.11.2027 стоит в обоих списках"),
        ({"ground": ""}, "Заполните это поле."),
    ],
)
def test_one_wrong_day_writes_nothing(browser: Client, changed: dict[str, str], words: str) -> None:
    sent = {"days_off": "15.11.2027", "workdays": "", "ground": "Постановление № 7"} | changed
    answered = browser.post("/calendar/decree/", sent)
    assert (answered.status_code, words in answered.content.decode().replace("\N{NO-BREAK SPACE}", " ")) == (422, True)
    assert {name: answered.context["form"][name].value() for name in sent} == sent
    assert not CalendarDay.objects.exists()


def test_only_the_administrator(browser: Client) -> None:
    for role in ("auditor", "committee_secretary"):
        outsider = Client()
        outsider.force_login(make_person(role))
        assert outsider.get("/calendar/decree/").status_code == 403
    assert Client().get("/calendar/decree/").status_code == 302
