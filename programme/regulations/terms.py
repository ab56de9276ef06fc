"""A term with its arithmetic as exact data: what `verify.py` counts again (регламент 3.0 «Сроки»)."""

from datetime import date, datetime, timedelta
from typing import Any

from casework import workdays
from documents.evidence import facts
from programme.regulations.models import Regulation


def term_count(regulation: Regulation, name: str, start: datetime | None = None) -> dict[str, Any]:
    """The last day of a named deadline that begins at `start` (now), by the calendar as it is known now.

    `calendar` of its inputs is every day on the way that is a day off or a working day against its day of the week.
    Raises KeyError if the regulation has no such deadline.
    """
    term, first = regulation.term(name), workdays.local_date(start)
    last = workdays.local_date(workdays.due(term, start))
    return facts.count(
        "term",
        term.title,
        rules={
            "regulation": regulation.fingerprint,
            "name": name,
            "days": term.days,
            "is_calendar": term.calendar,
        },
        inputs={"from": first, "calendar": _exceptions(first, last)},
        outputs={"due": last},
    )


def _exceptions(first: date, last: date) -> list[dict[str, Any]]:
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    known = ((day, workdays.is_working(day)) for day in days)
    return [{"day": day, "is_working": works} for day, works in known if works != (day.weekday() < workdays.SATURDAY)]
