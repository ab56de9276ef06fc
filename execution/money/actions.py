"""Posting, reversing, confirming. The posting counts when somebody else has confirmed it."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from casework import roles, workdays
from casework.door import Refused
from execution.measures.models import Measure
from execution.money.models import Posting
from journal.record import record
from programme.models import Person
from programme.rows import locked

BOOKERS = (roles.COMMITTEE_SECRETARY, roles.CLERK)  # who keeps the account; one posts, another confirms


def post(
    measure: Measure, *, by: Person, account: str, source: str, year: int, amount: Decimal, day: date, ground: str
) -> Posting:
    """A sum with its ground."""
    if day > workdays.local_date():
        raise Refused("Дата основания ещё не наступила.")
    row = Posting.objects.create(
        measure=measure, account=account, source=source, year=year, amount=amount, day=day, ground=ground, posted_by=by
    )
    record(measure, "post", f"Внесена проводка {row.pk}", by=by, ground=ground)
    return row


def reverse(posting: Posting, *, by: Person, ground: str) -> Posting:
    """The same sum with the opposite sign; a posting is reversed once, a reversal never."""
    if posting.reverses_id or Posting.objects.filter(reverses=posting).exists():
        raise Refused("Эта проводка уже сторнирована.")
    row = Posting.objects.create(
        measure=posting.measure, account=posting.account, source=posting.source, year=posting.year, amount=-posting.amount,
        day=workdays.local_date(), ground=ground, reverses=posting, posted_by=by,
    )  # fmt: skip
    record(posting.measure, "reverse", f"Сторнирована проводка {posting.pk}", by=by, ground=ground)
    return row


def confirm(posting: Posting, *, by: Person) -> None:
    """By somebody other than whoever has posted it."""
    posting = locked(Posting, posting.pk)
    if posting.confirmed_by_id:
        raise Refused("Эта проводка уже подтверждена.")
    if posting.posted_by_id == by.pk:
        raise Refused("Свою проводку не подтверждают: это сделает другой сотрудник.")
    posting.confirmed_by, posting.confirmed_at = by, timezone.now()
    posting.save()
    record(posting.measure, "confirm_posting", f"Подтверждена проводка {posting.pk}", by=by)
