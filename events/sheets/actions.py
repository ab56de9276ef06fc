"""Examining those who were on a course, and drawing up its sheet. Under the lock of the event's own row."""

from collections.abc import Mapping
from typing import Any

from casework.door import Refused
from casework.notify import notify
from events.attestations.facts import attendance_of
from events.attestations.models import Attestation
from events.occasions.models import Event
from events.occasions.turns import locked
from events.registrations.models import Registration
from events.sheets import papers
from events.sheets.models import CourseResult, Sheet
from journal.record import record
from programme.models import Person

OVER = (Event.Status.SUMMING, Event.Status.HELD)
UNDER_WAY, PASSED = Attestation.Status.ENROLLED, (Attestation.Status.VALID, Attestation.Status.EXPIRED)


def is_ready(event: Event) -> bool:
    """Is the course over?"""
    return event.rule.attests and event.status in OVER


def to_examine(event: Event) -> list[Registration]:
    """Who was there and has no result yet; of a course that opens a role nobody: attestations have steps of their own."""
    if event.opens_role or not is_ready(event):
        return []
    rows = event.registrations.filter(status=Registration.Status.ATTENDED, course_result=None)
    return list(rows.select_related("person", "event").order_by("person__last_name", "person__first_name", "pk"))


def draw_up(event: Event, *, by: Person, results: Mapping[int, int]) -> Sheet:
    """The results {registration: of a hundred}, and the paper that lists everybody; whether one has passed the regulation says."""
    event = locked(event.pk)
    if not is_ready(event):
        raise Refused("Ведомость составляют, когда курс завершён и явка отмечена.")
    rules = event.case.regulation
    least = {"attendance": rules.value("training.attendance_min"), "result": rules.value("training.result_min")}
    if event.opens_role:
        lines = _of_attestations(event)
    else:
        for registration in to_examine(event):
            _examine(registration, by, results, least)
        lines = _of_results(event)
    if not lines:
        raise Refused("На курсе никто не был: ведомость составлять не о ком.")
    last = event.sheets.select_related("document").first()
    if last and last.document.snapshot["lines"] == lines:
        raise Refused(f"С ведомости № {last.document.number} ничего не изменилось.")
    sheet = Sheet.objects.create(event=event, document=papers.sheet(event, lines, least, by), by=by)
    record(event, "draw_up_sheet", f"Составлена ведомость № {sheet.document.number}", by=by)
    return sheet


def _examine(registration: Registration, by: Person, results: Mapping[int, int], least: Mapping[str, int]) -> None:
    if registration.person_id == by.pk:
        raise Refused("Вы сами были на этом курсе: итог проверит другой руководитель обучения.")
    if registration.pk not in results:
        raise Refused(f"Нет итога: {registration.person}. Впишите итог каждого, кто был на курсе.")
    attendance, result = attendance_of(registration), results[registration.pk]
    is_passed = attendance >= least["attendance"] and result >= least["result"]
    CourseResult.objects.create(
        registration=registration, attendance=attendance, result=result, is_passed=is_passed, by=by
    )
    outcome = "пройден" if is_passed else "не пройден"
    record(
        registration,
        "examine",
        f"{registration}: курс {outcome}",
        by=by,
        payload={"result": result, "attendance": attendance},
    )
    notify(
        f"person:{registration.person_id}", f"event:registration:{registration.pk}:result", f"Курс {outcome}",
        f"{registration.event}. Итог — {result} из 100, явка — {attendance} %; нужно не меньше {least['result']} и {least['attendance']} %.",
        registration.get_absolute_url(),
    )  # fmt: skip


def _of_attestations(event: Event) -> list[dict[str, Any]]:
    rows = list(
        Attestation.objects.filter(registration__event=event)
        .select_related("person", "certificate")
        .order_by("person__last_name", "person__first_name", "pk")
    )
    if left := sum(row.status == UNDER_WAY for row in rows):
        raise Refused(f"Ещё не аттестованы: {left}. Ведомость составляют, когда проверены все.")
    return [
        {
            "person": row.person.get_full_name(), "attendance": row.attendance, "result": row.result,
            "outcome": row.get_status_display().lower(), "is_passed": row.status in PASSED,
            "certificate": row.certificate.number if row.certificate else "",
        }
        for row in rows
    ]  # fmt: skip


def _of_results(event: Event) -> list[dict[str, Any]]:
    rows = CourseResult.objects.filter(registration__event=event).select_related("registration__person")
    return [
        {
            "person": row.registration.person.get_full_name(), "attendance": row.attendance, "result": row.result,
            "outcome": "пройден" if row.is_passed else "не пройден", "is_passed": row.is_passed, "certificate": "",
        }
        for row in rows.order_by("registration__person__last_name", "registration__person__first_name", "pk")
    ]  # fmt: skip
