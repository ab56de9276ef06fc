"""What the queue does for cases: waking those that wait for a fact, sweeping deadlines, sending mail, picking up what was dropped."""

import logging

from asgiref.sync import async_to_sync
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

from casework import door, mail, sweeping
from casework.letters import actions as letters
from casework.letters import grouping
from casework.models import Letter, Waiting

logger = logging.getLogger(__name__)
RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)
MAX_WORKER_CRASHES = 10  # a job during which so many workers have died is itself the cause


@app.task(retry=RETRY)
def wake_up(fact: str) -> None:
    """Ask again everybody who waits for this fact."""
    for pk in Waiting.objects.open().filter(fact=fact).values_list("pk", flat=True):
        door.recheck(pk)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="casework.sweep")
def sweep(timestamp: int) -> None:
    """Fire deadlines, and look once more at every fact somebody waits for, should a wake-up have been lost."""
    sweeping.sweep()
    for pk in Waiting.objects.open().exclude(fact="").values_list("pk", flat=True):
        door.recheck(pk)


@app.task(retry=mail.PATIENTLY)
def mail_notification(notification_id: int) -> None:
    """Write the letter of a message that is to go out at once."""
    grouping.write_letter(notification_id)


@app.task(retry=mail.PATIENTLY)
def send_letter(letter_id: int) -> None:
    """Send a stored letter, once; every attempt is noted, the last one gives it up."""
    letter = Letter.objects.filter(pk=letter_id, status=Letter.Status.QUEUED).first()
    if letter is None:
        return
    try:
        mail.deliver(letter)
    except Exception as error:
        letters.note_failure(letter, error)
        raise
    letters.note_sent(letter)


@app.periodic(cron=f"{grouping.MINUTE} * * * *")
@app.task(queueing_lock="casework.digest")
def digest(timestamp: int) -> None:
    """Write the digests that are due, and forget letters whose time is over."""
    grouping.digest(timezone.now())
    letters.forget()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="casework.pick_up")
def pick_up(timestamp: int) -> None:
    """Put back into the queue what workers were doing when they were killed: nobody else would ever finish it."""
    for job in async_to_sync(app.job_manager.get_stalled_jobs)():
        assert job.id is not None, "a job that was being done has a number"
        if job.attempts >= MAX_WORKER_CRASHES or not _put_back(job):
            logger.error("job %s (%s) was dropped by a dead worker and is given up", job.id, job.task_name)
            async_to_sync(app.job_manager.finish_job_by_id_async)(job.id, Status.FAILED, delete_job=False)


def _put_back(job: Job) -> bool:
    """False when a duplicate of a periodic job is already queued, so that this one is not needed any more."""
    assert job.id is not None, "a job that was being done has a number"
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(job.id, retry_at=timezone.now())
    except UniqueViolation:
        return False
    except ConnectorException:
        logger.info("job %s has been picked up by somebody else", job.id)
    return True
