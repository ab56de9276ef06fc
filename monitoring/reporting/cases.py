"""The case of a report that is awaited."""

from dataclasses import replace

from django.db import models

from casework import workdays
from casework.workdays import Term
from monitoring.reporting.models import AwaitedReport
from programme.models import RegulatedCase

REPORT = "indicator.report"  # the term of the regulation, from the last day of the period


class ReportCase(RegulatedCase):
    """Until when a report is awaited."""

    subject_field = "report"

    report = models.OneToOneField(AwaitedReport, models.PROTECT, related_name="case", verbose_name="отчёт")

    class Meta:
        verbose_name = "дело об отчёте о показателе"
        verbose_name_plural = "дела об отчётах о показателях"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return str(self.report)

    def term(self, name: str) -> Term:
        """The regulation's number of days, counted from the end of the period: a night later is no day more."""
        term = super().term(name)
        if name != REPORT:
            return term
        report = AwaitedReport.objects.select_related("indicator").get(pk=self.report_id)
        return replace(term, until=workdays.end_of(workdays.add(report.period.last, term.days)))
