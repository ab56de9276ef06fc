"""A report is awaited, comes, or will not come."""

from itertools import islice

from django.db import transaction
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from journal.models import Entry
from journal.record import record
from monitoring.indicators import periods
from monitoring.indicators.models import Indicator
from monitoring.reporting.facts import answer_to
from monitoring.reporting.models import AwaitedReport
from programme.models import Person

CLOSED = "Показатель закрыт: отчёта о нём больше не ждут."


def await_reports() -> list[AwaitedReport]:
    """Every night: the report of the period that ended last, of each indicator of which one is expected. What is new.

    Nothing is awaited of a period that ended before the city or the indicator began.
    """
    first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
    if first is None:
        return []
    begun, today, made = workdays.local_date(first), workdays.local_date(), []
    for indicator in Indicator.objects.measured().exclude(report_every=""):
        period = next(islice(periods.finished(indicator.report_every, today), 1))
        if period.last >= max(begun, workdays.local_date(indicator.adopted_at)):
            with transaction.atomic():
                report, is_new = AwaitedReport.objects.get_or_create(
                    indicator=indicator, year=period.year, part=period.part
                )
                if is_new:
                    record(report, "await", f"Ждут отчёт за {period}: {indicator}")
                    door.open_case(report)
                    made.append(report)
    return made


def give_up(report: AwaitedReport, *, by: Person, ground: str) -> None:
    """An analyst says that there will be no report of this period, and why: everybody reads it."""
    if report.ended_at:
        raise Refused("Этого отчёта больше не ждут: откройте страницу показателя.")
    report.why_not, report.ended_by, report.ended_at = ground, by, timezone.now()
    report.save()
    record(report, "give_up", f"Отчёта за {report.period} не будет", by=by, ground=ground)


def settle(report: AwaitedReport) -> None:
    """Whatever has ended the waiting is written down; a reason that a person gave stands already."""
    if report.ended_at:
        return
    card = answer_to(report)
    if card:
        report.card, report.card_number, report.card_title, report.card_url = (
            card.key,
            card.number,
            card.title[:300],
            card.url,
        )
    else:
        report.why_not = CLOSED
    report.ended_at = timezone.now()
    report.save()
    words = f"Отчёт за {report.period}: карточка № {card.number}" if card else CLOSED
    record(report, "settle", words, payload={"card": report.card})
