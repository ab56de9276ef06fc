"""The experts' terms stand still while the applicant has a question to answer, and go on: never longer than the regulation allows."""

from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from casework import deadlines, workdays
from casework.locking import locked
from casework.models import Waiting
from casework.notify import notify
from expertise.asking.models import ExpertQuestion, ScoringPause
from expertise.expertises.cases import STOPPED
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from journal.record import acting, record


def open_pause(expertise: Expertise) -> ScoringPause | None:
    """The pause that goes on now."""
    return expertise.pauses.filter(ended_at=None).first()


def used(expertise: Expertise) -> int:
    """Working days of the pauses that are over."""
    rows = expertise.pauses.exclude(ended_at=None)
    return sum(workdays.between(workdays.local_date(row.began_at), workdays.local_date(row.ended_at)) for row in rows)


def hold(expertise: Expertise, days: int) -> ScoringPause | None:
    """Stop the terms for at most `days` working days from now, within the longest pause of an expertise; None if it is used up.

    Under the lock of the expertise.
    """
    pause, today = open_pause(expertise), workdays.local_date()
    left = int(expertise.regulation.value("expertise.question_pause_max")) - used(expertise)
    last = workdays.add(workdays.local_date(pause.began_at) if pause else today, max(left, 0))
    until = min(workdays.add(today, days), last)
    if pause is None:
        if until <= today:
            return None
        pause = ScoringPause.objects.create(expertise=expertise, began_at=timezone.now(), until=until)
        _stop(expertise)
    elif until > pause.until:
        pause.until = until
        pause.save(update_fields=["until"])
    return pause


def _stop(expertise: Expertise) -> None:
    rows = Waiting.objects.open().filter(process=expertise.case, deadline__in=STOPPED, paused_at=None)
    for waiting in rows.filter(due_at__gt=timezone.now()):  # whoever is late already gains nothing
        deadlines.pause(waiting)
    record(expertise, "hold_scoring", "Срок оценивания остановлен: заявителю задан вопрос")


def release_if_answered(expertise: Expertise) -> None:
    """Let the terms go on unless another question is still open. Under the lock of the expertise."""
    pause = open_pause(expertise)
    if pause is not None and not ExpertQuestion.objects.awaited().filter(expertise=expertise).exists():
        release(pause)


def release(pause: ScoringPause) -> None:
    """The terms go on with the days that were left, at least one. Under the lock of the expertise."""
    pause.ended_at = timezone.now()
    pause.save(update_fields=["ended_at"])
    rows = Waiting.objects.open().filter(process=pause.expertise.case, deadline__in=STOPPED).exclude(paused_at=None)
    for waiting in rows.exclude(pk__in=on_paper(rows)):
        deadlines.resume(waiting)
    if not Expertise.objects.get(pk=pause.expertise_id).is_over:
        record(pause.expertise, "release_scoring", "Срок оценивания идёт дальше")


def on_paper(rows: QuerySet[Waiting]) -> set[int]:
    """Those of these steps whose answer has come on paper and waits for a second person: their terms stand still for that."""
    waits = rows.filter(paper_answers__isnull=False, paper_answers__rejected_at=None, paper_answers__accepted_at=None)
    return set(waits.values_list("pk", flat=True))


def last_day(expertise: Expertise) -> date | None:
    """By when the last sheet is due, as the terms run now."""
    rows = Waiting.objects.open().filter(process=expertise.case, deadline__in=STOPPED, paused_at=None)
    latest = rows.aggregate(latest=Max("due_at"))["latest"]
    return workdays.local_date(latest) if latest else None


def sweep() -> int:
    """End the pauses whose last day has passed, whatever is unanswered; returns how many."""
    late = ScoringPause.objects.filter(ended_at=None, until__lt=workdays.local_date())
    return sum(_release_late(row) for row in late.select_related("expertise__case"))


def _release_late(pause: ScoringPause) -> bool:
    with locked(pause.expertise.case.pk), acting("система"):
        fresh = ScoringPause.objects.select_related("expertise__case").get(pk=pause.pk)
        if fresh.ended_at is not None:
            return False
        release(fresh)
        for row in ExpertAssignment.objects.in_the_group().filter(expertise=fresh.expertise).select_related("expert"):
            notify(
                row.addressee, f"expertise:{fresh.expertise_id}:pause:{fresh.pk}:over", "Срок оценивания снова идёт",
                f"{fresh.expertise.object_title}. Дольше останавливать срок регламент не позволяет; ответа на вопрос ещё нет.",
                fresh.expertise.get_absolute_url(),
            )  # fmt: skip
    return True
