"""Commitments and the yearly report on them; the summary for the committee (регламент 3.4, «Соблюдение»)."""

from datetime import date

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from documents.models import Document
from journal.record import record
from programme.models import Person
from protocol.commitments import papers
from protocol.commitments.models import Commitment, ReportLine, SelfReport
from protocol.editions.articles import Article
from protocol.editions.models import ProtocolEdition
from protocol.signatories.actions import has_signer
from protocol.signatories.models import Signatory


def commit(signatory: Signatory, *, by: Person, article: Article, text: str, due_on: date) -> Commitment:
    """What the organisation will do to keep to an article, until a day."""
    by.forget_capacities()
    if signatory.signer_key not in by.capacity_keys():
        raise Refused("Обязательство записывает тот, кто вправе подписывать за организацию.")
    if not signatory.is_participating:
        raise Refused("Обязательства записывает подписант Протокола.")
    if due_on < workdays.local_date():
        raise Refused("Этот день уже прошёл.")
    commitment = Commitment.objects.create(
        signatory=signatory, article=article, text=text, due_on=due_on, made_at=timezone.now(), made_by=by
    )
    record(signatory, "commit", f"Записано обязательство до {due_on:%d.%m.%Y}", by=by, ground=text)
    return commitment


def ask_reports(edition: ProtocolEdition, *, by: Person, year: int) -> list[SelfReport]:
    """The custodian asks every signatory for the report of a year, once."""
    if year > workdays.local_date().year:
        raise Refused("Этот год ещё не наступил.")
    rows = Signatory.objects.under(edition).filter(status__in=[Signatory.Status.SIGNED, Signatory.Status.SUSPENDED])
    made = []
    for signatory in rows.exclude(reports__year=year).select_related("organization"):
        if has_signer(signatory.organization):
            report = SelfReport.objects.create(signatory=signatory, year=year, asked_at=timezone.now(), asked_by=by)
            record(signatory, "ask_report", f"Запрошен самоотчёт за {year} год", by=by)
            door.open_case(report, by)
            made.append(report)
    if not made:
        raise Refused(f"Самоотчёты за {year} год уже запрошены у всех подписантов.")
    return made


def report(report: SelfReport, *, by: Person, summary: str, lines: dict[int, tuple[str, str]]) -> None:
    """The signatory answers for every commitment it has made."""
    report.summary, report.submitted_at, report.submitted_by = summary, timezone.now(), by
    report.save(update_fields=["summary", "submitted_at", "submitted_by"])
    for commitment in report.signatory.commitments.all():
        result, evidence = lines[commitment.pk]
        ReportLine.objects.create(report=report, commitment=commitment, result=result, evidence=evidence)
    record(report.signatory, "report", f"Сдан самоотчёт за {report.year} год", by=by, ground=summary)


def sum_up(edition: ProtocolEdition, *, by: Person, year: int) -> Document:
    """The custodian draws up the summary of a year's reports for the committee."""
    reports = SelfReport.objects.filter(signatory__in=Signatory.objects.under(edition), year=year)
    if not reports.exists():
        raise Refused(f"Самоотчёты за {year} год ещё не запрашивали.")
    summary = papers.summary(edition, year, by)
    record(edition, "sum_up", f"Составлен сводный доклад за {year} год № {summary.number}", by=by)
    return summary
