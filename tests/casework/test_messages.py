"""Messages reach whoever must act: reminders belong to a day, letters are tried for days, what has not gone out is seen."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone
from procrastinate.jobs import Job

from casework import deadlines, mail, sweeping
from casework.models import Notification
from casework.notify import tell
from casework.queue import run_pending
from tests.story import make_person, waiting_of

pytestmark = pytest.mark.django_db


def sweep_all():
    while sweeping.sweep():
        pass


def reminders(person):
    rows = Notification.objects.filter(person=person, event__startswith="deadline:").order_by("pk")
    return [title.partition(":")[0] for title in rows.values_list("title", flat=True)]


def test_a_day_that_has_moved_has_reminders_of_its_own(desk, clock):
    proposal = desk.submitted()
    waiting = waiting_of(desk.secretary, proposal.case, "check")
    clock.move_to(waiting.due_at - timedelta(hours=2))
    sweep_all()
    first = reminders(desk.secretary)
    assert len(first) == 1
    waiting.refresh_from_db()
    deadlines.move_to(waiting, waiting.due_at + timedelta(days=14))
    sweep_all()
    assert reminders(desk.secretary) == first
    clock.move_to(waiting.due_at - timedelta(hours=2))
    sweep_all()
    assert reminders(desk.secretary) == first * 2
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    for _ in range(3):
        sweep_all()
    assert reminders(desk.secretary) == [*first * 2, "Срок прошёл"]


def test_an_overdue_step_is_told_to_its_own_office_and_to_nobody_else(desk, clock):
    proposal = desk.submitted()
    waiting = waiting_of(desk.secretary, proposal.case, "check")
    clerk = make_person("clerk", last_name="Канцелярова")
    type(waiting).objects.filter(pk=waiting.pk).update(office="role:clerk")
    clock.move_to(waiting.due_at + timedelta(minutes=1))
    for _ in range(4):
        sweep_all()
    assert reminders(clerk) == ["Просрочено"]
    assert reminders(desk.secretary)[-1] == "Срок прошёл"
    assert reminders(desk.chair) == reminders(desk.chairwoman) == []


def test_a_line_break_in_a_name_stops_no_letter(desk):
    tell(desk.chairwoman, "event:1", "Вклад\r\nBcc: spy@example.org", "Текст")
    outbox.outbox.clear()
    run_pending()
    letter = next(letter for letter in outbox.outbox if "Вклад" in letter.subject)
    assert (letter.subject, letter.recipients()) == ("Согласие: Вклад Bcc: spy@example.org", [desk.chairwoman.email])


def test_a_letter_is_tried_for_three_days():
    waits = []
    job = Job(id=1, status=None, queue="q", lock=None, queueing_lock=None, task_name="t")
    for attempt in range(100):
        decision = mail.PATIENTLY.get_retry_decision(exception=OSError(), job=job.evolve(attempts=attempt))
        if decision is None:
            break
        assert decision.retry_at is not None
        waits.append(round((decision.retry_at - timezone.now()).total_seconds()))
    assert waits[0] == pytest.approx(60, abs=2) and max(waits) == pytest.approx(6 * 3600, abs=2)
    assert timedelta(days=2, hours=18) < timedelta(seconds=sum(waits)) < timedelta(days=3, hours=12)
