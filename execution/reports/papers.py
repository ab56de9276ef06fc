"""The report on progress as a paper."""

from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from execution.reports.models import Report
from execution.undertakings import papers


def snapshot(report: Report) -> dict[str, Any]:
    """What a report says, with the evidence it shows."""
    return {
        "number": report.number,
        "period": report.period_title,
        "is_final": report.is_final,
        "done": report.done_text.splitlines(),
        "fact": report.undertaking.counted(report.fact),
        "progress": report.progress,
        "obstacles": report.obstacles.splitlines(),
        "link": report.link,
        "missing_proof": report.missing_proof,
        "evidence": [
            {"caption": row.caption, "taken_on": row.taken_on, "name": row.name, "sha256": row.sha256}
            for row in report.evidence.all()
        ],
        "corrects": report.corrects.number if report.corrects else None,
    }


def progress(report: Report) -> Document:
    """UN-04, UN-05: the report as it was handed in; it becomes public when it is accepted."""
    undertaking = report.undertaking
    period = f" за {report.period_title}" if report.period else ""
    return issue(
        kind=Kind.REPORT,
        title=f"О ходе исполнения{period}: {papers.named(undertaking)}",
        snapshot={"undertaking": papers.facts(undertaking), "report": snapshot(report)},
        template="execution/pdf/report.html",
        register="progress",
        readers=papers.readers(undertaking),
        closed_to=undertaking.closed_to,
        by=report.by,
    )
