"""The last day of a term is counted again from the paper alone; nothing of it can be changed."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from casework import workdays
from casework.models import CalendarDay
from documents.evidence.dossier import schema_texts
from documents.snapshots import frozen
from programme.models import Regulation
from programme.regulations.terms import term_count
from tests.dossiers import verify

pytestmark = pytest.mark.django_db
SCHEMA = json.loads(schema_texts()["term"])
DAYS = [
    date(2026, 4, 24),
    date(2026, 6, 11),
    date(2026, 10, 30),
    date(2026, 12, 25),
    date(2027, 2, 19),
    date(2027, 4, 29),
]


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 15, tzinfo=timezone.get_default_timezone())


def test_every_term_of_the_regulation_over_every_holiday() -> None:
    regulation = Regulation.in_force()
    seen = 0
    for day in DAYS:
        for name in regulation.data["deadlines"]:
            entry = frozen(term_count(regulation, name, moment(day)))
            verify.fit(entry, SCHEMA, SCHEMA)
            verify.recount(entry)
            verify.compare_rules(entry, regulation.data)
            seen += bool(entry["inputs"]["calendar"])
    assert seen > 50


def _later(entry: dict[str, Any]) -> None:
    entry["outputs"]["due"] = f"{date.fromisoformat(entry['outputs']['due']) + timedelta(days=1)}"


def _row(change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda entry: change(entry["inputs"]["calendar"])


FORGERIES: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("another last day", _later),
    ("another first day", lambda entry: entry["inputs"].update({"from": "2026-10-28"})),
    ("another length", lambda entry: entry["rules"].update({"days": entry["rules"]["days"] + 1})),
    ("another term", lambda entry: entry["rules"].update({"name": "proposal.fix"})),
    ("other days", lambda entry: entry["rules"].update({"is_calendar": True})),
    ("a holiday less", _row(lambda rows: rows.pop())),
    ("a holiday more", _row(lambda rows: rows.append({"day": "2026-11-05", "is_working": False}))),
    ("a working Saturday", _row(lambda rows: rows.append({"day": "2026-11-07", "is_working": True}))),
    ("a day twice", _row(lambda rows: rows.append(rows[0]))),
    ("a day that is no exception", _row(lambda rows: rows.append({"day": "2026-11-03", "is_working": True}))),
    ("a day far away", _row(lambda rows: rows.append({"day": "2030-01-01", "is_working": False}))),
]  # fmt: skip


@pytest.mark.parametrize(("what", "forge"), FORGERIES, ids=[what for what, _ in FORGERIES])
def test_whatever_is_changed_is_noticed(what: str, forge: Callable[[dict[str, Any]], Any]) -> None:
    """Ten working days from 30 October over the fourth of November; the very term may be lengthened in both places."""
    regulation = Regulation.in_force()
    name = next(
        name for name, row in regulation.data["deadlines"].items() if row["days"] == 10 and not row.get("calendar")
    )
    entry = frozen(term_count(regulation, name, moment(date(2026, 10, 30))))
    assert entry["inputs"]["calendar"] == [{"day": "2026-11-04", "is_working": False}]
    forge(entry)
    with pytest.raises(verify.Fault):
        verify.recount(entry)
        verify.compare_rules(entry, regulation.data)


def test_a_decree_moves_the_last_day() -> None:
    regulation = Regulation.in_force()
    name = next(
        name for name, row in regulation.data["deadlines"].items() if row["days"] == 5 and not row.get("calendar")
    )
    before = term_count(regulation, name, moment(date(2026, 9, 4)))
    CalendarDay.objects.create(date=date(2026, 9, 9), is_working=False, ground="распоряжение")
    workdays.forget()
    after = frozen(term_count(regulation, name, moment(date(2026, 9, 4))))
    verify.recount(after)
    assert (before["outputs"]["due"], after["outputs"]["due"]) == ("2026-09-11", "2026-09-14")
    assert after["inputs"]["calendar"] == [{"day": "2026-09-09", "is_working": False}]
    workdays.forget()
