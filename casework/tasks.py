"""What the queue does for cases: waking those that wait for a fact, sweeping deadlines, sending mail."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from casework import deadlines, door
from casework.models import Notification, Waiting

RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(retry=RETRY)
def wake_up(fact: str) -> None:
    """Ask again everybody who waits for this fact."""
    for pk in Waiting.objects.open().filter(fact=fact).values_list("pk", flat=True):
        door.look_again(pk)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="casework.sweep")
def sweep(timestamp: int) -> None:
    """Fire deadlines, and look once more at every fact somebody waits for, should a wake-up have been lost."""
    deadlines.sweep()
    for pk in Waiting.objects.open().exclude(fact="").values_list("pk", flat=True):
        door.look_again(pk)


@app.task(retry=RETRY)
def mail_notification(notification_id: int) -> None:
    """Double a notification by e-mail, once."""
    notification = Notification.objects.select_related("person").get(pk=notification_id)
    if notification.mailed_at or not notification.person.email:
        return
    link = f"\n\n{settings.SITE_URL}{notification.url}" if notification.url else ""
    body = f"{notification.text}{link}\n\nЭто письмо дублирует уведомление в кабинете. Отвечать на него не нужно."
    EmailMessage(notification.title, body, to=[notification.person.email]).send()
    Notification.objects.filter(pk=notification_id).update(mailed_at=timezone.now())
