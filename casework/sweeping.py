"""What the days that have come do by themselves: reminding, escalating, lapsing; each stage of a deadline once."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from casework import door, roles, workdays, writing
from casework.deadlines import UNDECLARED, Stage, morning, next_stage
from casework.models import Firing, Waiting
from casework.notify import notify

logger = logging.getLogger(__name__)
ESCALATION = "casework.escalation"  # how long an office may be late before whoever is above it hears of it
# Above every office is whoever appoints people to it; above that one, whoever reads everything.
APPOINTS, OVERSEES = roles.ADMIN, roles.AUDITOR


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


def _stage_after(waiting: Waiting, stage: str, now: datetime) -> tuple[str, datetime | None]:
    """What fires after a stage. After the last day only an office has one more: there is somebody above it."""
    assert waiting.due_at is not None, "stages are of terms"
    if stage not in (Stage.OVER, Stage.LONG_OVER):
        return next_stage(waiting.due_at, now, after=stage)
    if stage == Stage.LONG_OVER or not waiting.addressee.startswith("role:"):
        return "", None
    days = door.task_of(waiting).process.term(ESCALATION).days
    return Stage.LONG_OVER, morning(workdays.add(workdays.local_date(waiting.due_at), days))


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
        return int(door.lapse(pk))
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
        notify(
            above, event + ":office", f"Подразделение не делает шаг: {waiting.title}", text, "/roles/", waiting=waiting
        )
        return
    if stage == Stage.OVER:
        text = f"{waiting.case_title}. Срок был до {day}."
        if waiting.addressee:
            title, url = f"Срок прошёл: {waiting.title}", waiting.get_absolute_url()
            notify(waiting.addressee, event, title, text, url, waiting=waiting)
        office = waiting.office or UNDECLARED
        if office != waiting.addressee:
            title = f"Просрочено: {waiting.title}"
            notify(office, event + ":escalated", title, text, waiting.case_url, waiting=waiting)
        return
    if not waiting.addressee:
        return
    when = {Stage.BEFORE_3: "через 3 рабочих дня", Stage.BEFORE_1: "через 1 рабочий день", Stage.DAY: "сегодня"}[
        Stage(stage)
    ]
    text = f"{waiting.case_title}. Последний день — {day}. {waiting.consequence}".strip()
    title, url = f"Срок истекает {when}: {waiting.title}", waiting.get_absolute_url()
    notify(waiting.addressee, event, title, text, url, waiting=waiting)
