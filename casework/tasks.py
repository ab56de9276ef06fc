"""What the queue does for cases: waking those that wait for a fact, sweeping deadlines, sending mail, picking up what was dropped."""

import logging

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

from casework import door, mail, sweeping
from casework.models import Notification, Waiting

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
    """Double a notification by e-mail, once."""
    notification = Notification.objects.select_related("person").get(pk=notification_id)
    if notification.mailed_at or not notification.person.email:
        return
    link = f"\n\n{settings.SITE_URL}{notification.url}" if notification.url else ""
    body = f"{notification.text}{link}\n\nЭто письмо дублирует уведомление в кабинете. Отвечать на него не нужно."
    mail.send(notification.person.email, notification.title, body)
    Notification.objects.filter(pk=notification_id).update(mailed_at=timezone.now())


def _notification_letter(notification_id: int) -> tuple[str, str]:
    notification = Notification.objects.select_related("person").get(pk=notification_id)
    return notification.person.email, notification.title


mail.LETTERS[mail_notification.name] = _notification_letter


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
