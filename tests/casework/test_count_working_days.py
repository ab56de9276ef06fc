"""Terms end where the production calendar says."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from casework import workdays
from casework.models import CalendarDay
from casework.workdays import Term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_calendar():
    workdays.forget()
    yield
    workdays.forget()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-03", 1, "2026-11-05"),  # 4 November is a holiday
        ("2026-12-29", 3, "2027-01-12"),  # 31 December is transferred, the holidays last until 10 January
        ("2027-02-18", 2, "2027-02-20"),  # 20 February 2027 is a working Saturday
        ("2027-02-19", 2, "2027-02-24"),  # 22 and 23 February are days off
        ("2026-05-08", 1, "2026-05-12"),  # 11 May is a transferred day off
    ],
)
def test_a_term_ends_on_the_working_day_of_the_production_calendar(start, days, last):
    assert workdays.add(date.fromisoformat(start), days) == date.fromisoformat(last)


def test_a_term_counts_from_the_next_day_and_ends_at_the_last_second_in_the_city():
    due = workdays.due(Term(5), moment("2026-11-23T00:30:00"))
    assert due == moment("2026-11-30T23:59:59")


def test_a_calendar_term_that_ends_on_a_day_off_moves_to_the_next_working_day():
    assert workdays.due(Term(5, calendar=True), moment("2026-11-23T12:00:00")) == moment("2026-11-30T23:59:59")


def test_the_administrators_exception_is_stronger_than_the_library():
    CalendarDay.objects.create(date=date(2027, 11, 13), is_working=True, ground="постановление")
    assert workdays.is_working(date(2027, 11, 13))
    assert workdays.add(date(2027, 11, 12), 1) == date(2027, 11, 13)


def test_back_and_between_agree_with_add():
    start = date(2026, 12, 25)
    for days in range(1, 30):
        end = workdays.add(start, days)
        assert workdays.between(start, end) == days
        assert workdays.between(end, start) == -days
        assert workdays.back(end, days) <= start or workdays.between(workdays.back(end, days), end) == days


def test_beyond_the_decreed_calendar_people_are_warned():
    year = workdays.last_known_year()
    assert year >= 2027
    assert workdays.horizon_warning(date(year, 12, 30)) == ""
    assert str(year + 1) in workdays.horizon_warning(date(year + 1, 1, 10))


@pytest.mark.dated
def test_where_no_decree_is_known_a_day_off_that_meets_a_holiday_moves_by_law():
    """In each of the ten years after the last decree: everybody rests as often as the Labour Code says, and in January by the week."""
    for year in range(workdays.last_known_year() + 1, workdays.last_known_year() + 11):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
        holidays = [date(year, month, day) for month, day in ((2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))]
        january = [date(year, 1, day) for day in range(1, 9)]
        week = [day for day in days if day.weekday() < 5 and day not in january]
        assert sum(workdays.is_working(day) for day in days) == len(week) - len(holidays)
        for holiday in holidays:
            if holiday.weekday() == 6:
                assert not workdays.is_working(holiday + timedelta(days=1))
