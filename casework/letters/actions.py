"""What becomes of letters: sent, given up, returned, sent again, forgotten; and which of them a person wants."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from casework import mail, roles
from casework.later import later
from casework.letters.kinds import kinds, usual
from casework.letters.models import Letter, LetterChoice, Mode
from casework.models import Notification
from casework.notify import notify
from casework.refusals import Refused
from journal.record import record

OFFICES = (roles.ADMIN, roles.CLERK)
OUTBOX = "/letters/"
BOUNCE_EVENT = "letter"  # messages to the office about letters: their own bounces tell nobody anything
Status = Letter.Status


@transaction.atomic
def note_sent(letter: Letter) -> None:
    """The mail server has taken it."""
    now = timezone.now()
    facts: dict[str, Any] = {"status": Status.SENT, "attempts": letter.attempts + 1, "error": "", "changed_at": now}
    if letter.is_brief:
        facts["content"] = ""
    Letter.objects.filter(pk=letter.pk).update(**facts)
    letter.notifications.update(mailed_at=now)


def note_failure(letter: Letter, error: Exception) -> None:
    """The mail server has not taken it; after the last attempt the office sees it as not sent."""
    attempts = letter.attempts + 1
    status = Status.FAILED if attempts > mail.ATTEMPTS else Status.QUEUED
    words = f"{type(error).__name__}: {error}"[:300]
    Letter.objects.filter(pk=letter.pk).update(attempts=attempts, error=words, status=status, changed_at=timezone.now())


def send_again(pk: int, *, by: Any) -> None:
    """Put a letter that was given up or came back into the queue anew, with all its attempts."""
    letter = Letter.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if letter is None or not letter.can_be_sent_again:
        raise Refused("Это письмо уже отправлено или снова стоит в очереди. Вернитесь к списку.")
    Letter.objects.filter(pk=pk).update(status=Status.QUEUED, attempts=0, error="", changed_at=timezone.now())
    later("casework.tasks.send_letter", letter_id=pk)
    record(by, "send_again", "Письмо отправлено снова", by=by, payload={"letter": pk})


@transaction.atomic
def note_bounce(message_id: str, words: str) -> Letter | None:
    """The letter has come back: the office hears of it. None if we have sent no such letter, or know already."""
    letter = Letter.objects.select_for_update(of=("self",)).filter(message_id=message_id).first()
    if letter is None or letter.status == Status.BOUNCED:
        return None
    Letter.objects.filter(pk=letter.pk).update(status=Status.BOUNCED, error=words[:300], changed_at=timezone.now())
    if not letter.is_brief and not letter.notifications.filter(event__startswith=f"{BOUNCE_EVENT}:").exists():
        _tell_offices(letter)
    return letter


def _tell_offices(letter: Letter) -> None:
    """Not of letters about accounts, which anybody can have sent to any address."""
    if letter.person:
        text = "Уведомление в кабинете человек получил и без письма. Проверьте адрес и сообщите ему другим путём."
    else:
        text = "У адресата может не быть кабинета. Проверьте адрес; приглашение отправляют заново на верный."
    for office in OFFICES:
        notify(
            office,
            f"{BOUNCE_EVENT}:{letter.pk}:bounced",
            f"Письмо вернулось: {letter.person or letter.to}",
            text,
            OUTBOX,
        )


def forget() -> int:
    """Delete letters that came to their end `LETTERS_KEPT_DAYS` ago; when a message was mailed stays with the message."""
    before = timezone.now() - timedelta(days=settings.LETTERS_KEPT_DAYS)
    return Letter.objects.exclude(status=Status.QUEUED).filter(changed_at__lt=before).delete()[0]


def choices_of(person: Any) -> dict[str, str]:
    """When the messages of each kind are mailed to the person."""
    own = dict(LetterChoice.objects.filter(person=person).values_list("kind", "mode"))
    return {key: usual(kind) if kind.is_service else own.get(key, usual(kind)) for key, kind in kinds().items()}


@transaction.atomic
def choose(person: Any, modes: Mapping[str, str], *, title: str = "Выбрано, какие письма приходят") -> None:
    """The person has chosen; what still waits to be mailed follows. Legal service cannot be chosen away."""
    if any(kinds()[key].is_service for key in modes):
        raise Refused("Решения, извещения и запросы подписи приходят всегда.")
    rows = [LetterChoice(person=person, kind=key, mode=Mode(mode)) for key, mode in modes.items()]
    LetterChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["person", "kind"], update_fields=["mode"]
    )
    for mode in set(modes.values()):
        same = [key for key, value in modes.items() if value == mode]
        waiting = Notification.objects.filter(person=person, kind__in=same).exclude(mailing="")
        waiting.update(mailing=mode if mode in (Mode.WEEKLY, Mode.OFF) else Mode.DAILY)
    record(person, "choose_letters", title, by=person, payload={"modes": dict(modes)})


def stop(person: Any, chosen: Iterable[str]) -> None:
    """Switch letters of these kinds off, by the link in one of them."""
    choose(person, dict.fromkeys(chosen, Mode.OFF.value), title="Письма отключены по ссылке из письма")
