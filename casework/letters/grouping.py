"""Which messages go into which letter: legal service alone and at once, everything else one letter a case and day, what is put off in a digest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from casework import mail
from casework.formats import counted
from casework.letters.kinds import kinds
from casework.letters.models import Letter, Mode
from casework.letters.stopping import stop_url
from casework.models import Notification

CASE, DIGEST = "case", "digest"  # kinds of letters that hold several messages
LINES = 60  # of a digest; the rest is counted and stands in the cabinet
MESSAGES = "сообщение,сообщения,сообщений"
MINUTE = 15  # of the hour at which digests are made: reminders of the day are there by then


@dataclass(frozen=True)
class Group:
    """Messages about one case, what is asked of the reader first."""

    title: str
    lines: list[Notification]

    @property
    def is_asking(self) -> bool:
        """Does it hold a step that waits for the reader?"""
        return any(is_asking(line) for line in self.lines)


def is_asking(row: Notification) -> bool:
    """Is it about a step that waits for its reader?"""
    return row.waiting is not None and row.waiting.addressee == row.addressee


@transaction.atomic
def write_letter(notification_id: int) -> None:
    """The letter of a message that is to go out at once. Doing it twice, or twice at once, makes one letter."""
    row = Notification.objects.filter(pk=notification_id, mailing=Mode.AT_ONCE).first()
    if row is None:
        return
    _lock(row.person_id)
    pending = _pending(row.person_id).filter(mailing=Mode.AT_ONCE)
    if kinds()[row.kind].is_service:
        _put(list(pending.filter(pk=row.pk)), row.kind)
    elif _has_had_a_letter(row):
        Notification.objects.filter(pk=row.pk, mailing=Mode.AT_ONCE).update(mailing=Mode.DAILY)
    else:
        _put(list(pending.filter(case_url=row.case_url, kind__in=_gathered())), CASE)


def digest(now: datetime) -> int:
    """Write the digests that are due; returns how many. Whatever was due while the queue stood still goes into the next one."""
    due = _due(now)
    readers = due.order_by("person").values_list("person", flat=True).distinct()
    return sum(_write_digest(reader, now) for reader in list(readers))


@transaction.atomic
def _write_digest(person_id: int, now: datetime) -> int:
    _lock(person_id)
    rows = list(_pending(person_id).filter(pk__in=_due(now).filter(person=person_id).values("pk")))
    return int(_put(rows, DIGEST))


def _due(now: datetime) -> Any:
    """Messages for the digest of this moment: of the days before its hour, of the weeks before Monday's hour, and folded ones."""
    today = _hour_of(now, 0)
    if now < today:
        today -= timedelta(days=1)
    week = _hour_of(today, timezone.localtime(today).weekday())
    rows = Notification.objects.filter(kind__in=_gathered())
    daily = rows.filter(mailing__in=[Mode.DAILY, Mode.AT_ONCE], at__lt=today)
    return daily | rows.filter(mailing=Mode.WEEKLY, at__lt=week)


def _hour_of(moment: datetime, days_before: int) -> datetime:
    day = timezone.localtime(moment).date() - timedelta(days=days_before)
    return timezone.make_aware(datetime.combine(day, time(settings.LETTERS_HOUR, MINUTE)))


def _gathered() -> list[str]:
    return [kind.key for kind in kinds().values() if not kind.is_service]


def _lock(person_id: int) -> None:
    """Letters to one person are written one after another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('casework.letters'), %s::int)", [person_id])


def _pending(person_id: int) -> Any:
    return Notification.objects.filter(person=person_id).select_related("person", "waiting").order_by("pk")


def _has_had_a_letter(row: Notification) -> bool:
    """About this case, today."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Letter.objects.since(midnight).filter(person=row.person_id, case_url=row.case_url, kind=CASE).exists()


def _put(rows: list[Notification], kind: str) -> bool:
    """Put messages into one letter; what its reader may no longer know of goes into none. Has there been anything to write?"""
    if not rows:
        return False
    person: Any = rows[0].person
    keys = set(person.capacity_keys())
    readable = [row for row in rows if person.is_active and (not row.addressee or row.addressee in keys)]
    letter = _post(person, readable, kind) if readable else None
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailing="")
    Notification.objects.filter(pk__in=[row.pk for row in readable]).update(letter=letter)
    return letter is not None


def _post(person: Any, rows: list[Notification], kind: str) -> Letter:
    shown, chosen = rows[:LINES], {row.kind for row in rows if not kinds()[row.kind].is_service}
    groups = grouped(shown)
    return mail.post(
        person.email, subject_of(groups, len(rows), kind), kind=kind, person=person,
        case_url="" if kind == DIGEST else rows[0].case_url, groups=groups, left_over=len(rows) - len(shown),
        stop_url=stop_url(person, chosen) if chosen else "", is_single=len(rows) == 1, is_double=True,
    )  # fmt: skip


def grouped(rows: Iterable[Notification]) -> list[Group]:
    """By case; cases and lines that ask something of the reader first, those with the nearest term before others."""
    cases: dict[str, list[Notification]] = {}
    for row in sorted(rows, key=_urgency):
        cases.setdefault(row.case_url or row.event, []).append(row)
    return [Group(next((line.case_title for line in lines if line.case_title), ""), lines) for lines in cases.values()]


def _urgency(row: Notification) -> tuple[bool, bool, float, int]:
    due = row.waiting.due_at if row.waiting and is_asking(row) else None
    return not is_asking(row), due is None, due.timestamp() if due else 0.0, row.pk


def subject_of(groups: list[Group], number: int, kind: str) -> str:
    """A single message names itself; of several about one case the first does, a digest counts them."""
    if number == 1:
        return groups[0].lines[0].title
    if kind != DIGEST:
        return f"{groups[0].lines[0].title} и ещё {counted(number - 1, MESSAGES)}"
    asking = sum(is_asking(line) for group in groups for line in group.lines)
    news = f"Сводка: {counted(number, MESSAGES)}"
    return f"{news}, ждут вас — {asking}" if asking else news
