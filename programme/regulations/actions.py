"""New versions of the rules, and days the calendar library does not know."""

from datetime import date
from typing import Any

from django.db import transaction

from casework.door import Refused
from casework.models import CalendarDay
from casework.workdays import forget
from documents.models import Document
from journal.record import record
from programme.people.models import Person
from programme.periods import today
from programme.regulations import checks, rulebook, scales
from programme.regulations.criteria import CriteriaSet, Criterion
from programme.regulations.models import Regulation


@transaction.atomic
def adopt_regulation(
    *,
    title: str,
    valid_from: date,
    data: dict[str, Any],
    ground: str,
    document: Document | None = None,
    by: Person | None = None,
) -> Regulation:
    """Put a new version of the rules in force from a day; cases keep the version they began under.

    `document` is the decision that adopts it; `ground` says so in words.
    """
    if faults := checks.faults(data):
        raise Refused(" ".join(faults))
    last = Regulation.objects.select_for_update().filter(code=Regulation.MAIN).order_by("-version").first()
    if last is not None and valid_from < max(last.valid_from, today()):
        raise Refused("Новая редакция действует не раньше прежней и не задним числом.")
    regulation = Regulation.objects.create(
        version=last.version + 1 if last else 1,
        title=title,
        valid_from=valid_from,
        data=data,
        fingerprint=rulebook.fingerprint(data),
        ground=ground,
        document=document,
    )
    payload = {"fingerprint": regulation.fingerprint, "valid_from": valid_from}
    record(regulation, "adopt_regulation", f"Принят регламент: {regulation}", by=by, ground=ground, payload=payload)
    return regulation


@transaction.atomic
def adopt_criteria(
    *, code: str, rows: list[dict[str, Any]], valid_from: date, ground: str, document: Document | None = None
) -> CriteriaSet:
    """Put a new version of a set of criteria in force from a day; assessments and contests keep the version they began with.

    `rows` are the criteria in their order, each as `scales.ROW` says. What the set is called and assesses stays as it is.
    """
    if faults := scales.faults(rows):
        raise Refused(" ".join(faults))
    last = CriteriaSet.objects.select_for_update().filter(code=code).order_by("-version")[:1].get()
    if valid_from < max(last.valid_from, today()):
        raise Refused("Новая версия набора действует не раньше прежней и не задним числом.")
    numbered = [{"number": number, **row} for number, row in enumerate(rows, 1)]
    made = CriteriaSet.objects.create(
        code=code, version=last.version + 1, title=last.title, purpose=last.purpose, valid_from=valid_from,
        fingerprint=rulebook.fingerprint(numbered), ground=ground, document=document,
    )  # fmt: skip
    Criterion.objects.bulk_create([Criterion(set=made, **row) for row in numbered])
    payload = {"fingerprint": made.fingerprint, "valid_from": valid_from}
    record(made, "adopt_criteria", f"Принят набор критериев: {made}", ground=ground, payload=payload)
    return made


@transaction.atomic
def adopt_day(*, day: date, is_working: bool, ground: str, by: Person | None = None) -> CalendarDay:
    """Note that a day is working or not against the usual calendar (a decree on transfers; domain 6.7)."""
    row, _ = CalendarDay.objects.update_or_create(date=day, defaults={"is_working": is_working, "ground": ground})
    record(row, "adopt_day", f"Календарь: {row}", by=by, ground=ground)
    transaction.on_commit(forget)
    return row


@transaction.atomic
def adopt_decree(*, days_off: list[date], workdays: list[date], ground: str, by: Person | None = None) -> None:
    """Note all days of a decree on transfers, or none (domain 6.7)."""
    for days, is_working in ((days_off, False), (workdays, True)):
        for day in days:
            adopt_day(day=day, is_working=is_working, ground=ground, by=by)
