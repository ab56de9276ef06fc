"""The summary of the self-reports of a year (register 06-04)."""

from casework.roles import COMMITTEE
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from protocol.commitments.models import Commitment, SelfReport
from protocol.editions.models import ProtocolEdition
from protocol.roles import CUSTODY


def summary(edition: ProtocolEdition, year: int, by: Person) -> Document:
    """The summary of the self-reports of a year, for the committee."""
    reports = SelfReport.objects.filter(signatory__edition=edition, year=year).select_related("signatory__organization")
    rows = [_report_row(report) for report in reports.order_by("signatory__sector", "pk").prefetch_related("lines")]
    commitments = Commitment.objects.filter(signatory__edition=edition).prefetch_related("lines")
    return issue(
        kind=Kind.ACT,
        title=f"О соблюдении Красноярского протокола в {year} году",
        snapshot={
            "year": str(year),
            "edition": str(edition),
            "rows": rows,
            "asked": str(len(rows)),
            "submitted": str(sum(bool(row["submitted"]) for row in rows)),
            "commitments": str(len(commitments)),
            "done": str(sum(commitment.is_done for commitment in commitments)),
            "overdue": str(sum(commitment.is_overdue for commitment in commitments)),
        },
        template="protocol/pdf/summary.html",
        register="acts",
        readers=[*CUSTODY, *COMMITTEE],
        is_public=True,
        by=by,
    )


def _report_row(report: SelfReport) -> dict[str, str]:
    results = [line.result for line in report.lines.all()]
    return {
        "organization": report.signatory.organization.short_name,
        "sector": report.signatory.get_sector_display(),
        "submitted": report.submitted_at.isoformat() if report.submitted_at else "",
        "done": str(results.count("done")),
        "partly": str(results.count("partly")),
        "not": str(results.count("not")),
        "summary": report.summary,
    }
