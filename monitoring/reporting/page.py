"""What is said of the reports of an indicator, and of all that are awaited."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from casework.models import Waiting
from monitoring.indicators.models import Indicator
from monitoring.reporting.models import AwaitedReport

MOST = 20


@dataclass(frozen=True)
class Line:
    """A report and until when it is awaited."""

    report: AwaitedReport
    due_at: datetime | None

    @property
    def is_late(self) -> bool:
        """Is its term over?"""
        return self.due_at is not None and self.due_at < timezone.now()


def of_indicator(indicator: Indicator) -> list[Line]:
    """The newest first."""
    return _lines(list(indicator.reports.select_related("indicator", "case")[:MOST])) if indicator.report_every else []


def awaited() -> list[Line]:
    """Everything that has not come."""
    return _lines(list(AwaitedReport.objects.filter(ended_at=None).select_related("indicator", "case")))


def _lines(reports: list[AwaitedReport]) -> list[Line]:
    cases = [report.course.pk for report in reports if report.course]
    due = dict(Waiting.objects.open().filter(process__in=cases).values_list("process", "due_at"))
    return [Line(report, due.get(report.course.pk) if report.course else None) for report in reports]
