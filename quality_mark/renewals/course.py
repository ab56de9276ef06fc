"""The course of a renewal as the life of its Mark directs it: its window opens, it stops, it is taken up again (8.7)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from casework import door, workdays
from casework.locking import locked
from committee.agenda import actions as agenda
from committee.models import AgendaItem
from expertise.expertises import actions as expertises
from journal.record import move, record
from programme.models import Person
from quality_mark.marks.models import QualityMark
from quality_mark.renewals.models import WORDS, Renewal


def open_window(mark: QualityMark) -> date | None:
    """Ask the holder for an application, unless its last day has passed; returns that day."""
    assert mark.valid_to is not None, "a Mark in the register has a term"
    last = workdays.back(mark.valid_to, mark.case.term("mark.renewal_window").days)
    if last < workdays.local_date() or mark.renewals.filter(outcome="").exists():
        return None
    door.open_case(Renewal.objects.create(mark=mark, former_end=mark.valid_to, opened_at=timezone.now()))
    return last


def waits_until(mark: QualityMark) -> date:
    """Until when the Mark is in force while its renewal is decided: some working days after its end, or after today if that is later."""
    assert mark.valid_to is not None, "a Mark in the register has a term"
    days = mark.case.regulation.term("mark.renewal_limit").days
    return workdays.add(max(mark.valid_to, workdays.local_date()), days)


def end(renewal: Renewal, outcome: str, ground: str) -> None:
    """Write the outcome; once."""
    renewal.outcome, renewal.outcome_ground, renewal.ended_at = outcome, ground, timezone.now()
    renewal.save()


def stop(mark: QualityMark, *, ground: str, by: Person | None) -> None:
    """The Mark is suspended or has ended: nothing of an open renewal is awaited any more."""
    open_one = mark.renewals.filter(outcome="").select_related("case").first()
    if open_one is None:
        return
    with locked(open_one.case.pk):
        renewal = Renewal.objects.get(pk=open_one.pk)
        end(renewal, Renewal.Outcome.STOPPED, ground)
        record(mark, "stop_renewal", "Продление Знака остановлено", by=by, ground=ground)
        drop(renewal, ground, by)


def drop(renewal: Renewal, ground: str, by: Person | None) -> None:
    """Close the case of a renewal that has ended before its decision: experts are let go, the question is taken back."""
    if renewal.expertise and not renewal.expertise.is_over:
        expertises.cancel(renewal.expertise, ground=ground, by=by)
    if renewal.item and not renewal.item.is_settled and renewal.item.status != AgendaItem.Status.VOTING:
        agenda.withdraw_item(renewal.item, ground=ground, by=by)
    door.close_case(renewal.case)


def resume(mark: QualityMark, ground: str) -> None:
    """A Mark that was suspended during its renewal is active again: its application is decided anew, without another one."""
    last = mark.renewals.order_by("-pk").first()
    if last is None or last.outcome != Renewal.Outcome.STOPPED or last.application is None:
        return
    move(mark.begin_to_expire, "Знак действует последние дни: продление не было решено", ground=ground)
    begin_again(mark, last, mark.begin_renewal, ground)


def begin_again(mark: QualityMark, former: Renewal, transition: Callable[..., Any], ground: str) -> Renewal:
    """The same application before experts again; `transition`: the lawful way of the Mark into its renewal."""
    whole = mark.case.term("mark.renewal").days
    renewal = Renewal.objects.create(
        mark=mark, former_end=former.former_end, opened_at=timezone.now(), submitted_at=former.submitted_at,
        submitted_by=former.submitted_by, application=former.application,
        decide_by=workdays.add(workdays.local_date(), whole), **{name: getattr(former, name) for name in WORDS},
    )  # fmt: skip
    move(transition, "Заявка на продление рассматривается заново", ground=ground, until=waits_until(mark))
    door.open_case(renewal)
    return renewal
