"""Releasing a sitting: until then nobody outside the body learns what it has resolved (MT-14, DC-08)."""

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from committee.agenda.lines import AgendaLine
from committee.decisions import instructions
from committee.decisions.models import Decision
from committee.meetings.models import Meeting
from documents.papers.actions import open_to, publish
from journal.record import move
from programme.models import Person

Outcome = AgendaLine.Outcome


def release(meeting: Meeting, *, by: Person) -> None:
    """MT-14: the agenda and the results are open to everybody, every decision in force is published, the extracts go to those concerned.

    A decision that still waits for the act of the Head of the city stays inside and follows by itself.
    """
    decisions = Decision.objects.select_for_update(of=("self",)).filter(line__meeting=meeting).order_by("line__number")
    if unready := [row for row in decisions if not row.is_settled]:
        raise Refused(f"Ещё оформляются решения по вопросам: {', '.join(str(row.line.number) for row in unready)}.")
    move(meeting.publish, "Итоги заседания выпущены", by=by, at=timezone.now())
    for decision in decisions.filter(status=Decision.Status.IN_FORCE):
        publish_decision(decision, by=by)
    for line in meeting.lines.select_related("item", "extract", "meeting__body").order_by("number"):
        if not line.item.has_decision():
            _hand_over(line, by)
            door.notify_waiters(line.item)


def publish_decision(decision: Decision, *, by: Person) -> None:
    """DC-08: everybody may read it, and it takes effect for whoever waits for it."""
    assert decision.document is not None, "a decision in force is on paper"
    if decision.status == Decision.Status.PUBLISHED:
        return  # it has gone out with its sitting, while this step was open
    publish(decision.document, by=by)
    move(decision.publish, f"Решение № {decision.document.number} опубликовано", by=by, at=timezone.now())
    instructions.publish(decision)
    open_to(decision.document, decision.item.concerned, by=by)
    _hand_over(decision.line, by)
    door.notify_waiters(decision)
    door.notify_waiters(decision.item)


def _hand_over(line: AgendaLine, by: Person) -> None:
    """The extract is open to those whom the item concerns, and they are told (3.5, «Выписки»)."""
    if line.extract is None or line.outcome not in (Outcome.DECIDED, Outcome.DEFERRED):
        return
    item = line.item
    open_to(line.extract, item.concerned, by=by)
    signed = "" if line.extract.is_registered else " Выписка откроется, когда её подпишет секретарь."
    for addressee in item.concerned:
        notify(addressee, f"item:{item.pk}:extract", f"Выписка из протокола: {item.title}",
               f"{item.verdict_title}.{signed}", line.extract.get_absolute_url())  # fmt: skip
