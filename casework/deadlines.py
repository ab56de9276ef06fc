"""Deadlines of what cases wait for: opening, reminding, escalating, lapsing, pausing."""

from dataclasses import replace
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from casework import roles, workdays
from casework.models import Waiting
from casework.workdays import Term

Stage = Waiting.Stage
UNDECLARED = roles.PLATFORM_SECRETARY  # of a flow that names no office of its own


def start(waiting: Waiting, name: str, term: Term, *, consequence: str = "", days: int | None = None) -> None:
    """Give a waiting its deadline (not saved). `days` overrides the length when a paused term goes on."""
    length = replace(term, days=days if days is not None else term.days)
    waiting.deadline, waiting.is_hard = name, term.hard
    waiting.due_at = workdays.due(length)
    waiting.consequence = consequence
    waiting.stage, waiting.stage_at = next_stage(waiting.due_at, timezone.now(), after="")


def days_left_before(process_id: int, name: str, item: str | None) -> int | None:
    """Days left of the last closed deadline of that name in the same branch: what a returned case goes on with.

    `item`: what the branch is about (ForEach), None outside of branches. Everybody in a branch of their own has their own days.
    """
    rows = Waiting.objects.filter(process_id=process_id, deadline=name).exclude(closed_at=None)
    same = Q(task__data__item__isnull=True) if item is None else Q(task__data__item=item)
    last = rows.filter(same).order_by("-closed_at").first()
    return None if last is None or last.days_left is None else max(last.days_left, 1)


def next_stage(due_at: datetime, now: datetime, after: str) -> tuple[str, datetime | None]:
    """The stage that comes after one ("" is before the first), skipping reminders whose moment has already passed."""
    last_day = workdays.local_date(due_at)
    moments = [
        (Stage.BEFORE_3, morning(workdays.back(last_day, 3))),
        (Stage.BEFORE_1, morning(workdays.back(last_day, 1))),
        (Stage.DAY, morning(last_day)),
        (Stage.OVER, due_at),
    ]
    names = [stage.value for stage, _ in moments]
    rest = moments[names.index(after) + 1 :] if after else moments
    for stage, moment in rest:
        if moment > now or stage == Stage.OVER:
            return stage, moment
    return "", None


def morning(day: date) -> datetime:
    """When people are reminded on a day."""
    return workdays.end_of(day).replace(hour=9, minute=0, second=0)


def inherit(waiting: Waiting, fact: str) -> None:
    """What an outer case waits for with a term has the same last day here (not saved): whoever must act sees it and is reminded."""
    waiting.inherits = fact
    outer = Waiting.objects.open().filter(fact=fact, paused_at=None).exclude(due_at=None).order_by("due_at").first()
    if outer is not None:
        _take_over(waiting, outer)


def hand_down(outer: Waiting) -> None:
    """The term of an outer case has moved: so has that of the steps inside."""
    if not outer.fact:
        return
    for waiting in Waiting.objects.open().filter(inherits=outer.fact):
        _take_over(waiting, outer)
        _save_term(waiting, "deadline", "consequence")


def _take_over(waiting: Waiting, outer: Waiting) -> None:
    waiting.deadline, waiting.due_at, waiting.consequence = outer.deadline, outer.due_at, outer.consequence
    if outer.due_at is not None:
        waiting.stage, waiting.stage_at = next_stage(outer.due_at, timezone.now(), after="")


def pause(waiting: Waiting) -> None:
    """Stop the clock of a deadline, keeping the working days that were left."""
    stand_still(waiting)
    waiting.save(update_fields=["paused_at", "days_left"])


def stand_still(waiting: Waiting) -> None:
    """The same of a waiting that opens while its case stands still (not saved)."""
    waiting.paused_at, waiting.days_left = timezone.now(), workdays.left(waiting.due_at)


def resume(waiting: Waiting) -> None:
    """Let the clock run on from today with what was left, at least one working day."""
    waiting.due_at = workdays.due(Term(max(waiting.days_left or 0, 1)))
    waiting.paused_at, waiting.days_left = None, None
    waiting.stage, waiting.stage_at = next_stage(waiting.due_at, timezone.now(), after="")
    _save_term(waiting, "paused_at", "days_left")


def move_to(waiting: Waiting, due_at: datetime) -> None:
    """The day itself has moved (a window extended): reminders belong to a day, so the new one has its own."""
    waiting.due_at = due_at
    waiting.stage, waiting.stage_at = next_stage(due_at, timezone.now(), after="")
    _save_term(waiting)


def follow(waiting: Waiting, term: Term) -> None:
    """The term is measured anew: what it depends on has changed."""
    start(waiting, waiting.deadline, term, consequence=waiting.consequence)
    _save_term(waiting, "deadline", "is_hard", "consequence")


def _save_term(waiting: Waiting, *fields: str) -> None:
    """Say to the database that this term is moved on purpose: nobody moves a hard one by the way."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('casework.moves_term', %s, true)", [str(waiting.pk)])
        waiting.save(update_fields=["due_at", "stage", "stage_at", *fields])
        cursor.execute("SELECT set_config('casework.moves_term', '', true)")
    hand_down(waiting)
