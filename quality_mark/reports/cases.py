"""The case of a self-report."""

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from quality_mark.reports.models import MarkReport


class MarkReportCase(Case):
    """One year of a Mark, and the report on it."""

    subject_field = "report"

    report = models.OneToOneField(MarkReport, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о самоотчёте обладателя Знака"

    def term(self, name: str) -> Term:
        """The year ends on its own day; the report is due some working days later."""
        report = self.report
        if name == "mark.report_opens":
            return Term(0, hard=True, until=workdays.end_of(report.opens_on))
        term = report.mark.case.term(name)
        if name == "mark.report":
            return Term(0, until=workdays.end_of(workdays.add(report.opens_on, term.days)), title=term.title)
        return term
