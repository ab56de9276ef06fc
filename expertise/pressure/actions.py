"""Reporting pressure and answering a report. The journal knows that something was received, never from whom or what."""

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from expertise.pressure.models import PressureReport, office
from journal.models import digest
from journal.record import record
from programme.models import Person

PAGE = "/pressure/"


def report(*, by: Person, matter: str, text: str) -> PressureReport:
    """The office hears that there is something to read; nothing of it stands in the notice."""
    row = PressureReport.objects.create(reporter=by, matter=matter, text=text, reported_at=timezone.now())
    record(row, "report", "Принято сообщение о давлении", payload={"content": digest([matter, text])})
    notify(
        office(), f"pressure:{row.pk}:received", "Поступило защищённое сообщение", "Прочитайте его на странице.", PAGE
    )
    return row


def answer(row: PressureReport, *, by: Person, outcome: str, answer: str) -> None:
    """Once, and never by whoever has reported."""
    fresh = PressureReport.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if fresh.outcome:
        raise Refused("На это сообщение уже отвечено.")
    if fresh.reporter_id == by.pk:
        raise Refused("На своё сообщение ответить нельзя: это сделает другой.")
    fresh.outcome, fresh.answer, fresh.answered_at, fresh.answered_by = outcome, answer, timezone.now(), by
    fresh.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    record(fresh, "answer", "На сообщение о давлении отвечено", payload={"content": digest([outcome, answer])})
    notify(f"person:{fresh.reporter_id}", f"pressure:{row.pk}:answered", "На ваше сообщение отвечено", "", PAGE)
