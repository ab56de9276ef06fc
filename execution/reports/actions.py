"""Reporting on an undertaking and receiving the report: UN-04…UN-10. Under the lock of the undertaking's case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from documents import files, pictures
from documents.archive import Full
from documents.papers.actions import publish
from execution.reports import papers
from execution.reports.models import Evidence, Report
from execution.undertakings import actions as undertakings
from execution.undertakings import papers as statements
from execution.undertakings.models import Undertaking
from journal.record import move
from programme.models import Person

Outcome = Report.Outcome
CLOSE_PARTS = "Сначала закончите части: {titles}. Целое принимают, когда все они закрыты."


@dataclass(frozen=True)
class Proof:
    """A file with its caption, as a form hands it over."""

    file: UploadedFile
    caption: str
    taken_on: date | None = None


def report(
    undertaking: Undertaking, *, by: Person, done_text: str, fact: Decimal | None = None, progress: int | None = None,
    obstacles: str = "", link: str = "", missing_proof: str = "", admits_failure: bool = False, is_final: bool = False,
    evidence: Iterable[Proof] = (),
) -> None:  # fmt: skip
    """UN-04, and UN-05 when the last report was returned: the new one names it."""
    proofs, period = list(evidence), undertaking.current_period
    if not (proofs or link or missing_proof):
        raise Refused("Приложите доказательство, дайте ссылку или напишите, почему их нет.")
    if undertaking.planned is not None and fact is None:
        raise Refused(f"Укажите факт: план — {undertaking.plan_title}.")
    final = is_final or period.is_last
    if final and not admits_failure:
        _require_closed_parts(undertaking)
    last = undertaking.reports.order_by("-number").first()
    row = Report.objects.create(
        undertaking=undertaking, number=(last.number if last else 0) + 1, period=period.code, is_final=final, done_text=done_text,
        fact=fact, progress=progress, obstacles=obstacles, link=link, missing_proof=missing_proof, admits_failure=admits_failure, by=by,
        corrects=last if last and last.outcome == Outcome.RETURNED and last.period == period.code else None,
    )  # fmt: skip
    for proof in proofs:
        _keep(row, proof)
    row.document = papers.progress(row)
    row.save()
    move(undertaking.report, f"Представлен отчёт {row.number}", by=by, payload={"report": row.pk, "period": row.period})


def _require_closed_parts(undertaking: Undertaking) -> None:
    if rest := list(undertaking.children.exclude(status__in=Undertaking.FINAL).order_by("number")):
        raise Refused(CLOSE_PARTS.format(titles="; ".join(f"{row.number}. {row}" for row in rest)))


def _keep(row: Report, proof: Proof) -> None:
    if problem := files.complaint(proof.file):
        raise Refused(problem)
    is_photo = pictures.is_picture(proof.file)
    file = pictures.cleaned(proof.file) if is_photo else proof.file
    try:
        sha256 = files.store(file)
    except Full as full:
        raise Refused(str(full)) from None
    Evidence.objects.create(
        report=row, kind=Evidence.Kind.PHOTO if is_photo else Evidence.Kind.FILE, caption=proof.caption, taken_on=proof.taken_on,
        name=files.name_of(file), file_kind=files.kind_of(file), size=file.size or 0, sha256=sha256,
    )  # fmt: skip


def returns_left(undertaking: Undertaking, period: str) -> int:
    """How often the report of a period may still be returned."""
    most = int(undertaking.case.regulation.value("undertaking.max_returns"))
    return most - undertaking.reports.filter(period=period, outcome=Outcome.RETURNED).count()


def check(undertaking: Undertaking, *, by: Person, outcome: str, remarks: str = "") -> None:
    """UN-06…UN-10: the controller returns the report or says what came of it; nobody receives their own."""
    row = undertaking.reports.filter(outcome=None).get()
    if row.by_id == by.pk:
        raise Refused("Свой отчёт не принимают: это сделает другой сотрудник.")
    if not set(undertaking.closed_to).isdisjoint(by.capacity_keys()):
        raise Refused("О том, в чём есть свой интерес, не решают: отчёт примет другой сотрудник.")
    if why := _why_not(undertaking, row, outcome):
        raise Refused(why)
    row.outcome, row.remarks, row.checked_by, row.checked_at = outcome, remarks, by, timezone.now()
    row.save()
    if row.is_taken and undertaking.is_public and row.document:
        publish(row.document, by=by)
    _conclude(undertaking, row, outcome, by)


def _why_not(undertaking: Undertaking, row: Report, outcome: str) -> str:
    """Why the report may not be answered so (Russian), or nothing."""
    if outcome == Outcome.RETURNED and returns_left(undertaking, row.period) < 1:
        return "Отчёт за этот период уже возвращали столько раз, сколько разрешает регламент: примите его или признайте поручение невыполненным."
    if outcome == Outcome.FAILED and not row.admits_failure and returns_left(undertaking, row.period) > 0:
        return "Признать невыполненным можно, когда возвраты исчерпаны или отчёт сам это признаёт. Верните отчёт с замечаниями."
    if outcome == Outcome.ACCEPTED and row.is_final:
        return "Отчёт итоговый: скажите, выполнено ли поручение."
    if outcome in (Outcome.DONE, Outcome.PARTLY) and not row.is_final:
        return "Отчёт не итоговый: его принимают за период."
    if outcome == Outcome.DONE and not undertaking.is_reached(row.fact):
        return "Факт меньше плана: поручение можно принять только как выполненное частично."
    if outcome in (Outcome.DONE, Outcome.PARTLY) and undertaking.has_open_children:
        return "Не все части закончены: целое принимают после них."
    return ""


def _conclude(undertaking: Undertaking, row: Report, outcome: str, by: Person) -> None:
    if outcome == Outcome.RETURNED:
        move(undertaking.send_back, "Отчёт возвращён с замечаниями", by=by, ground=row.remarks)
    elif outcome == Outcome.ACCEPTED:
        move(undertaking.accept_period, "Отчёт принят за период", by=by)
    else:
        paper = statements.statement(undertaking, row.get_outcome_display(), row.remarks, papers.snapshot(row), by)
        row.statement = paper
        row.save()
        verb = {
            Outcome.DONE: undertaking.fulfil,
            Outcome.PARTLY: undertaking.fulfil_partly,
            Outcome.FAILED: undertaking.reject,
        }
        ground = "; ".join(words for words in (f"справка № {paper.number}", row.remarks) if words)
        move(verb[Outcome(outcome)], f"Отчёт {row.get_outcome_display()}", by=by, ground=ground, at=timezone.now())
        undertakings.end(undertaking)
        return
    notify(
        undertaking.responsible, f"undertaking:{undertaking.pk}:report:{row.pk}", f"Отчёт {row.get_outcome_display()}",
        f"{undertaking}. {row.remarks}".strip(), undertaking.get_absolute_url(),
    )  # fmt: skip
