"""Posting, reversing, confirming. The posting counts when somebody else has confirmed it."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from casework import roles, workdays
from casework.door import Refused
from execution.fund.models import Fund
from execution.grants.models import Grant, Tranche
from execution.grants.receiving import receive
from execution.measures.models import Measure
from execution.money import ledger
from execution.money.models import Posting
from journal.record import record
from programme.models import Organization, Person
from programme.rows import locked

Book = Measure | Fund | Grant
FIRST_YEAR = 1990  # as the constraint of a posting has it
BOOKERS = (roles.COMMITTEE_SECRETARY, roles.CLERK)  # who keeps the account; one posts, another confirms


def post(
    book: Book, *, by: Person, account: str, amount: Decimal, day: date, ground: str, source: str = "", year: int | None = None,
    donor: Organization | None = None, donor_name: str = "", tranche: Tranche | None = None,
) -> Posting:  # fmt: skip
    """A sum with its ground on the account of a measure, of the fund or of a grant. Raises Refused."""
    if day > workdays.local_date():
        raise Refused("Дата основания ещё не наступила.")
    if day.year < FIRST_YEAR:
        raise Refused(f"Проверьте дату: проводок раньше {FIRST_YEAR} года не бывает.")
    row = Posting.objects.create(
        account=account, source=source, year=year or day.year, amount=amount, day=day, ground=ground, donor=donor,
        donor_name=donor_name, tranche=tranche, posted_by=by, **{book._meta.model_name or "": book},
    )  # fmt: skip
    record(book, "post", f"Внесена проводка {row.pk}", by=by, ground=ground)
    return row


def reverse(posting: Posting, *, by: Person, ground: str) -> Posting:
    """The same sum with the opposite sign; a posting is reversed once, a reversal never."""
    if posting.reverses_id or Posting.objects.filter(reverses=posting).exists():
        raise Refused("Эта проводка уже сторнирована.")
    row = Posting.objects.create(
        account=posting.account, source=posting.source, year=posting.year, amount=-posting.amount, day=workdays.local_date(),
        ground=ground, donor=posting.donor, donor_name=posting.donor_name, tranche=posting.tranche, reverses=posting, posted_by=by,
        measure=posting.measure, fund=posting.fund, grant=posting.grant,
    )  # fmt: skip
    record(posting.book, "reverse", f"Сторнирована проводка {posting.pk}", by=by, ground=ground)
    return row


def confirm(posting: Posting, *, by: Person) -> None:
    """By somebody other than whoever has posted it."""
    posting = locked(Posting, posting.pk)
    if posting.confirmed_by_id:
        raise Refused("Эта проводка уже подтверждена.")
    if posting.posted_by_id == by.pk:
        raise Refused("Свою проводку не подтверждают: это сделает другой сотрудник.")
    book = posting.book
    if not isinstance(book, Measure):
        locked(type(book), book.pk)  # two sums confirmed at once are counted one after the other
    posting.confirmed_by, posting.confirmed_at = by, timezone.now()
    if why := ledger.why_not(posting):
        raise Refused(why)
    posting.save()
    record(book, "confirm_posting", f"Подтверждена проводка {posting.pk}", by=by)
    tranche = posting.tranche
    if tranche and posting.account == Posting.Account.RECEIVED and tranche.status == Tranche.Status.PLANNED:
        receive(tranche, by=by)
