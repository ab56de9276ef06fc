"""Letters: cleaned and sent at one address, tried for days, and shown to the office when they could not be sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Exists, F, OuterRef, QuerySet
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.jobs import Job

from casework import installation

FIRST_WAIT, LONGEST_WAIT = 60, 6 * 3600  # seconds
ATTEMPTS = 20  # nine waits that double, then every six hours: three days in all
# What a kind of letter is about: the task that sends it → a function of its arguments that gives (to whom, subject).
LETTERS: dict[str, Callable[..., tuple[str, str]]] = {}


class Patiently(BaseRetryStrategy):
    """A mail server may be down over a week-end: waits double up to six hours, for three days."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if job.attempts >= ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": min(FIRST_WAIT * 2**job.attempts, LONGEST_WAIT)})


PATIENTLY = Patiently()


def send(to: str, subject: str, text: str) -> None:
    """Send one letter. A name may hold a line break, a header may not."""
    sender = installation.current().sender
    EmailMessage(" ".join(subject.split()), text, sender, ["".join(to.split())]).send()


@dataclass(frozen=True)
class Unsent:
    """A letter that has failed at least once: given up, or still being tried."""

    pk: int
    to: str
    subject: str
    attempts: int
    next_at: datetime | None
    last_at: datetime | None


def _jobs() -> "QuerySet[Any]":
    again = ProcrastinateJob.objects.filter(
        task_name=OuterRef("task_name"), args=OuterRef("args"), id__gt=OuterRef("pk")
    )
    rows = ProcrastinateJob.objects.filter(task_name__in=list(LETTERS), attempts__gt=0, status__in=["failed", "todo"])
    return rows.exclude(Exists(again)).order_by(F("scheduled_at").desc(nulls_last=True), "-pk")


def unsent(limit: int = 200) -> list[Unsent]:
    """Letters that have not gone out, newest first."""
    jobs = list(_jobs()[:limit])
    events = ProcrastinateEvent.objects.filter(job__in=[job.pk for job in jobs]).order_by("pk")
    last = dict(events.values_list("job_id", "at"))
    return [_as_letter(job, last.get(job.pk)) for job in jobs]


def _as_letter(job: Any, last_at: datetime | None) -> Unsent:
    to, subject = LETTERS[job.task_name](**job.args)
    is_over = job.status == "failed"
    return Unsent(job.pk, to, subject, job.attempts, None if is_over else job.scheduled_at, last_at)


def send_again(pk: int) -> str:
    """Put a letter into the queue anew, with all its attempts; gives its subject, "" if it is no longer there."""
    from procrastinate.contrib.django import app  # noqa: PLC0415 - the queue is wanted by the worker only

    job = _jobs().filter(pk=pk, status="failed").first()
    if job is None:
        return ""
    app.configure_task(job.task_name).defer(**job.args)
    return LETTERS[job.task_name](**job.args)[1]
