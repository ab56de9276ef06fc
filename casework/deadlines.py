"""Deadlines of what cases wait for: opening, reminding, escalating, lapsing, pausing."""

import logging
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from casework import workdays, writing
from casework.models import Firing, Waiting
from casework.notify import notify
from casework.workdays import Term

logger = logging.getLogger(__name__)
Stage = Waiting.Stage
UNDECLARED = "role:platform_secretary"  # of a flow that names no office of its own
ESCALATION = "casework.escalation"  # how long an office may be late before whoever is above it hears of it
# Above every office is whoever appoints people to it; above that one, whoever reads everything.
APPOINTS, OVERSEES = "role:admin", "role:auditor"


def start(waiting: Waiting, name: str, term: Term, *, consequence: str = "", days: int | None = None) -> None:
    """Give a waiting its deadline (not saved). `days` overrides the length when a paused term goes on."""
    length = replace(term, days=days if days is not None else term.days)
    waiting.deadline, waiting.is_hard = name, term.hard
    waiting.due_at = workdays.due(length)
    waiting.consequence = consequence
    waiting.stage, waiting.stage_at = _next_stage(waiting.due_at, timezone.now(), after="")


def days_used_before(process_id: int, name: str) -> int | None:
    """Days left of the last closed deadline of that name in the case: what a returned case goes on with."""
    last = (
        Waiting.objects.filter(process_id=process_id, deadline=name)
        .exclude(closed_at=None)
        .order_by("-closed_at")
        .first()
    )
    return None if last is None or last.days_left is None else max(last.days_left, 1)


def _next_stage(due_at: datetime, now: datetime, after: str) -> tuple[str, datetime | None]:
    """The stage that comes after one ("" is before the first), skipping reminders whose moment has already passed."""
    last_day = workdays.local_date(due_at)
    moments = [
        (Stage.BEFORE_3, _morning(workdays.back(last_day, 3))),
        (Stage.BEFORE_1, _morning(workdays.back(last_day, 1))),
        (Stage.DAY, _morning(last_day)),
        (Stage.OVER, due_at),
    ]
    names = [stage.value for stage, _ in moments]
    rest = moments[names.index(after) + 1 :] if after else moments
    for stage, moment in rest:
        if moment > now or stage == Stage.OVER:
            return stage, moment
    return "", None


def _stage_after(waiting: Waiting, stage: str, now: datetime) -> tuple[str, datetime | None]:
    """What fires after a stage. After the last day only an office has one more: there is somebody above it."""
    from casework.door import task_of  # the door imports this module

    assert waiting.due_at is not None, "stages are of terms"
    if stage not in (Stage.OVER, Stage.LONG_OVER):
        return _next_stage(waiting.due_at, now, after=stage)
    if stage == Stage.LONG_OVER or not waiting.addressee.startswith("role:"):
        return "", None
    days = task_of(waiting).process.term(ESCALATION).days
    return Stage.LONG_OVER, _morning(workdays.add(workdays.local_date(waiting.due_at), days))


def _morning(day) -> datetime:  # type: ignore[no-untyped-def]
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
        waiting.stage, waiting.stage_at = _next_stage(outer.due_at, timezone.now(), after="")


def pause(waiting: Waiting) -> None:
    """Stop the clock of a deadline, keeping the working days that were left."""
    waiting.paused_at, waiting.days_left = timezone.now(), workdays.left(waiting.due_at)
    waiting.save(update_fields=["paused_at", "days_left"])


def resume(waiting: Waiting) -> None:
    """Let the clock run on from today with what was left, at least one working day."""
    waiting.due_at = workdays.due(Term(max(waiting.days_left or 0, 1)))
    waiting.paused_at, waiting.days_left = None, None
    waiting.stage, waiting.stage_at = _next_stage(waiting.due_at, timezone.now(), after="")
    _save_term(waiting, "paused_at", "days_left")


def move_to(waiting: Waiting, due_at: datetime) -> None:
    """The day itself has moved (a window extended): reminders belong to a day, so the new one has its own."""
    waiting.due_at = due_at
    waiting.stage, waiting.stage_at = _next_stage(due_at, timezone.now(), after="")
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


def sweep(limit: int = 200) -> int:
    """Fire what is due, each stage exactly once however many workers sweep; returns how many stages fired."""
    fired = 0
    due = Waiting.objects.open().filter(stage_at__lte=timezone.now(), paused_at=None).order_by("stage_at")
    for pk in due.values_list("pk", flat=True)[:limit]:
        try:
            fired += _fire(pk)
        except Exception:
            logger.exception("deadline of task %s did not fire", pk)
    return fired


def _fire(pk: int) -> int:
    """Fire the stages of one waiting that are due, catching up after downtime."""
    with transaction.atomic():
        waiting = (
            Waiting.objects.open()
            .select_for_update(skip_locked=True, of=("self",))
            .filter(pk=pk, paused_at=None)
            .first()
        )
        now = timezone.now()
        if waiting is None or waiting.stage_at is None or waiting.stage_at > now or waiting.due_at is None:
            return 0
        stage = waiting.stage
        statement, values = writing.insert(Firing(waiting=waiting, stage=stage, due_at=waiting.due_at, fired_at=now))
        fired = {"firing": (f"{statement} ON CONFLICT DO NOTHING RETURNING id", values)}
        [is_new] = writing.run(fired, "EXISTS (SELECT FROM firing)")
        if stage == Stage.OVER and waiting.is_hard:
            lapsing = True
        else:
            lapsing = False
            waiting.stage, waiting.stage_at = _stage_after(waiting, stage, now)
            waiting.save(update_fields=["stage", "stage_at"])
            if is_new:
                _remind(waiting, stage)
    if lapsing:
        from casework.door import lapse  # the door imports this module

        return int(lapse(pk))
    return int(is_new)


def _remind(waiting: Waiting, stage: str) -> None:
    """Tell whoever must act; when the day has passed, the office of the step as well; at last, of an office, whoever is above it.

    Nobody is reminded of a fact before its day.
    """
    last = workdays.local_date(waiting.due_at)
    event, day = f"deadline:{waiting.pk}:{stage}:{last:%Y%m%d}", f"{last:%d.%m.%Y}"
    if stage == Stage.LONG_OVER:
        above = OVERSEES if waiting.addressee == APPOINTS else APPOINTS
        text = (
            f"{waiting.case_title}. Срок был до {day}, шаг за подразделением: {waiting.asked}. "
            "Узнайте, что мешает, или назначьте на роль того, кто сделает шаг."
        )
        notify(above, event, f"Подразделение не делает шаг: {waiting.title}", text, "/roles/")
        return
    if stage == Stage.OVER:
        text = f"{waiting.case_title}. Срок был до {day}."
        if waiting.addressee:
            notify(waiting.addressee, event, f"Срок прошёл: {waiting.title}", text, waiting.get_absolute_url())
        office = waiting.office or UNDECLARED
        if office != waiting.addressee:
            notify(office, event + ":escalated", f"Просрочено: {waiting.title}", text, waiting.case_url)
        return
    if not waiting.addressee:
        return
    when = {Stage.BEFORE_3: "через 3 рабочих дня", Stage.BEFORE_1: "через 1 рабочий день", Stage.DAY: "сегодня"}[
        Stage(stage)
    ]
    text = f"{waiting.case_title}. Последний день — {day}. {waiting.consequence}".strip()
    notify(waiting.addressee, event, f"Срок истекает {when}: {waiting.title}", text, waiting.get_absolute_url())
