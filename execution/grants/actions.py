"""A grant, its tranches, the reports to the donor (TR-01, TR-03…TR-07). Under the lock of the tranche's case."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max

from casework import door
from casework.door import Refused
from casework.formats import money
from casework.notify import notify
from documents import files
from documents.archive import Full
from execution.editions.models import COMPOSER
from execution.grants import papers
from execution.grants.models import Grant, Tranche, TrancheReport
from execution.money import actions as postings
from execution.money import ledger
from execution.money.models import Posting
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from journal.record import move, record
from programme.models import Organization, Person

Outcome = TrancheReport.Outcome


def enter(*, by: Person, title: str, donor: str, agreement: str, organization: Organization, due_on: date) -> Grant:
    """A grant by its agreement; carrying it out is an undertaking of whoever answers for it."""
    given = undertakings.give(
        kind=Undertaking.Kind.GRANT, title=title, source=f"Грант: {donor}, {agreement}", controller=COMPOSER, by=by,
        organization=organization, due_on=due_on, is_public=True,
    )  # fmt: skip
    grant = Grant.objects.create(
        title=title, donor=donor, agreement=agreement, organization=organization, undertaking=given, created_by=by
    )
    record(grant, "enter", f"Внесён грант: {grant}", by=by, ground=agreement)
    return grant


def plan(grant: Grant, *, by: Person, amount: Decimal, due_on: date, report_due_on: date) -> Tranche:
    """TR-01: the next tranche of the agreement."""
    last = grant.tranches.aggregate(last=Max("number"))["last"] or 0
    tranche = Tranche.objects.create(
        grant=grant, number=last + 1, amount=amount, due_on=due_on, report_due_on=report_due_on
    )
    record(tranche, "plan", f"Внесён {tranche}", by=by, after=tranche.status, ground=grant.agreement)
    door.open_case(tranche, by=by)
    return tranche


def post_receipt(tranche: Tranche, *, by: Person, day: date, ground: str) -> None:
    """Its money has come: the tranche is received when a second person confirms the posting (TR-02)."""
    postings.post(
        tranche.grant, by=by, account=Posting.Account.RECEIVED, amount=tranche.amount, day=day, ground=ground, tranche=tranche
    )  # fmt: skip
    words = f"{tranche}, {money(tranche.amount)}. {ground}. Подтверждает не тот, кто внёс."
    notify(
        COMPOSER, f"tranche:{tranche.pk}:posted", "Подтвердите поступление транша", words, tranche.get_absolute_url()
    )


def report(tranche: Tranche, *, by: Person, text: str, file: UploadedFile) -> None:
    """TR-03: a copy of the report that the donor has been sent."""
    if problem := files.complaint(file):
        raise Refused(problem)
    try:
        sha256 = files.store(file)
    except Full as full:
        raise Refused(str(full)) from None
    TrancheReport.objects.create(
        tranche=tranche, number=tranche.reports.count() + 1, text=text, name=files.name_of(file), size=file.size or 0,
        sha256=sha256, by=by,
    )  # fmt: skip
    move(tranche.report, "Отчёт направлен донору", by=by)


def answer(tranche: Tranche, *, by: Person, outcome: str, words: str) -> None:
    """TR-04, TR-05: what the donor has written."""
    row = tranche.reports.latest("number")
    row.outcome, row.answer = outcome, words
    row.save()
    if outcome == Outcome.ACCEPTED:
        move(tranche.accept, "Донор принял отчёт", by=by, ground=words)
    else:
        move(tranche.send_back, "Донор вернул отчёт", by=by, ground=words)


def cancel(tranche: Tranche, *, by: Person, ground: str) -> None:
    """TR-07: it will not come; whoever looks after the programme hears of it. Raises Refused while its money waits to be confirmed."""
    if tranche.postings.filter(reverses=None, reversed_by=None).exists():
        raise Refused("Поступление транша уже внесено: сначала сторнируйте проводку.")
    tranche.ended_ground = ground
    move(tranche.cancel, "Транш не поступит", by=by, ground=ground)
    _tell(tranche, COMPOSER, "cancelled", "Транш не поступит", ground)
    door.notify_waiters(tranche)


def refund(tranche: Tranche, *, by: Person, ground: str) -> None:
    """TR-06: the money has gone back to the donor. Raises Refused when some of it is spent: the rest goes back by the agreement."""
    left = ledger.held(tranche.grant)
    if left < tranche.amount:
        raise Refused(
            f"Вернуть можно неизрасходованное: в книге гранта осталось {money(left)}, а транш — {money(tranche.amount)}."
        )
    for posting in tranche.postings.filter(reverses=None, reversed_by=None):
        postings.reverse(posting, by=by, ground=ground)
    tranche.ended_ground = ground
    move(tranche.refund, "Транш возвращён донору", by=by, ground=ground)
    paper = papers.refund(tranche, ground, by)
    record(tranche, "state", f"Справка № {paper.number}", by=by)
    _tell(tranche, COMPOSER, "refunded", "Транш возвращён донору", ground)
    door.notify_waiters(tranche)


def _tell(tranche: Tranche, addressee: str, event: str, title: str, words: str) -> None:
    notify(addressee, f"tranche:{tranche.pk}:{event}", title, f"{tranche}. {words}", tranche.get_absolute_url())
