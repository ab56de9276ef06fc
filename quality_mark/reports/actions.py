"""The yearly self-report: asked for when a year of the Mark is over, written by whoever signs for the holder."""

from django.utils import timezone

from casework import door, workdays
from journal.record import record
from programme.consents.actions import require_consent
from programme.mandates.actions import require_mandate
from programme.models import Person
from quality_mark.marks.models import QualityMark
from quality_mark.months import later
from quality_mark.reports.models import MarkReport

A_YEAR = 12  # months


def open_report(mark: QualityMark) -> None:
    """Have the next full year of the term reported on when it is over; the last one is told of with the renewal."""
    assert mark.valid_from is not None and mark.valid_to is not None, "a Mark in the register has a term"
    day, today = later(mark.valid_from, A_YEAR), workdays.local_date()
    past = set(mark.reports.values_list("opens_on", flat=True))
    years = 1
    while day in past or day < today:
        years += 1
        day = later(mark.valid_from, A_YEAR * years)
    if day < mark.valid_to and not mark.reports.filter(submitted_at=None).exists():
        door.open_case(MarkReport.objects.create(mark=mark, opens_on=day))


def ask_report(report: MarkReport) -> None:
    """The year is over."""
    record(report.mark, "ask_report", f"Запрошен самоотчёт за год по {report.opens_on:%d.%m.%Y}")


def report(report: MarkReport, *, by: Person, quality: str, use: str, complaints: str) -> None:
    """Submit the report; the next year's is asked for in its time."""
    require_mandate(by, report.mark.organization)
    require_consent(by)
    report.quality, report.use, report.complaints = quality, use, complaints
    report.submitted_at, report.submitted_by = timezone.now(), by
    report.save()
    record(report.mark, "report", f"Сдан самоотчёт за год по {report.opens_on:%d.%m.%Y}", by=by)
    open_report(report.mark)


def close_reports(mark: QualityMark) -> None:
    """The Mark has ended: nothing more is asked. Under the lock of its row."""
    for row in MarkReport.objects.filter(mark=mark, submitted_at=None, case__finished=None).select_related("case"):
        with door.locked(row.case.pk):
            door.close_case(row.case)
