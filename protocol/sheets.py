"""The papers of signing and of keeping to the Protocol (domain 4.3, 4.4, registers 05-02, 06-01, 06-02, 06-04, 06-05)."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from casework import workdays
from documents.actions import issue
from documents.models import Document
from documents.registers import Kind
from programme.models import Regulation, Sector
from protocol.counting import Count
from protocol.models import Commitment, Departure, NormComplaint, ProtocolEdition, SelfReport, Signatory

CUSTODY = ["role:clerk", "role:committee_secretary", "role:protocol_editor", "role:auditor"]
COMMITTEE = ["role:committee_chair", "role:committee_member", "role:committee_secretary"]


def _letter(addressee: list[str], title: str, readers: list[str], by: Any, **text: Any) -> Document:
    executor = {"name": by.short_name if by else "", "phone": by.phone if by else ""}
    snapshot = {
        "addressee": addressee, "reference": "", "appeal": "", "grounds": [], "what_to_do": "", "until": "",
        "executor": executor, **text,
    }  # fmt: skip
    return issue(
        kind=Kind.NOTICE,
        title=title,
        snapshot=snapshot,
        template="documents/pdf/notice.html",
        register="notices",
        readers=readers,
        by=by,
    )


def invitation(signatory: Signatory, by: Any) -> Document:
    """KS-01: a letter to an organisation."""
    edition = signatory.edition
    day = workdays.local_date(workdays.due(Regulation.in_force().term("protocol.review")))
    return _letter(
        [signatory.organization.full_name],
        "О приглашении подписать Красноярский протокол",
        [signatory.member_key, *CUSTODY],
        by,
        lead=f"Приглашаем {signatory.organization.short_name} подписать Красноярский протокол — добровольное соглашение "
        f"власти, бизнеса и общественности о правилах общих дел: {edition}.",
        grounds=[
            "Протокол не заменяет законов и не создаёт денежных обязательств.",
            "Все подписывают один и тот же файл; к статьям, не отмеченным существенными, можно заявить оговорку.",
            "Выйти из Протокола можно, уведомив об этом за 30 календарных дней.",
        ],
        what_to_do="Откройте задачу в кабинете, прочитайте текст и ответьте: готовы подписать, нужны оговорки или отказываетесь.",
        until=day.isoformat(),
    )


def application(signatory: Signatory, by: Any) -> Document:
    """KS-01: the application of an organisation, registered."""
    organization = signatory.organization
    return issue(
        kind=Kind.RECEIPT,
        title="О приёме заявления о присоединении к Красноярскому протоколу",
        snapshot={
            "received_at": timezone.now(),
            "applicant": organization.full_name,
            "representative": by.get_full_name(),
            "subject": str(signatory.edition),
            "facts": [["Сектор", organization.get_sector_display()], ["Заявлено", "Присоединиться к Протоколу"]],
            "next": "В кабинете открыта задача: заявить готовность или оговорки, затем подписать файл редакции.",
        },
        template="documents/pdf/receipt.html",
        register="applications",
        readers=[signatory.member_key, *CUSTODY],
        by=by,
    )


def row_of(signatory: Signatory) -> dict[str, str]:
    """A signature as the sheet tells it: domain 4.3, «Лист подписания»."""
    signature = signatory.signature
    assert signature is not None, "only those who have signed stand on a sheet"
    person = signature.request.person
    return {
        "organization": signatory.organization.short_name,
        "sector": signatory.get_sector_display(),
        "person": f"{signatory.position}, {person.get_full_name()}",
        "kind": signature.get_kind_display(),
        "evidence": f"учётная запись № {person.pk}, запись журнала № {signature.entry_id}",
        "signed_at": signature.signed_at.isoformat(),
        "result": "действительна",
        "reservations": str(signatory.reservations.filter(outcome="accepted").count()),
    }


def signature_sheet(
    edition: ProtocolEdition, signatories: Iterable[Signatory], count: Count, by: Any = None
) -> Document:
    """KP-12: whose signatures have brought the edition into force."""
    assert edition.document is not None, "an edition in force is on paper"
    sectors = [{"title": sector.label, "count": str(count.by_sector[sector])} for sector in Sector]
    return issue(
        kind=Kind.SHEET,
        title=f"Лист подписания. {edition}",
        snapshot={
            "edition": {
                "number": edition.document.number,
                "date": edition.document.date,
                "sha256": edition.document.sha256,
            },
            "rows": [row_of(signatory) for signatory in signatories],
            "reservations": [
                {
                    "organization": signatory.organization.short_name,
                    "article": f"Статья {one.article_text.position}. {one.article_text.title}",
                    "text": one.text,
                }
                for signatory in signatories
                for one in signatory.reservations.filter(outcome="accepted").select_related("article_text")
            ],
            "sectors": sectors,
            "total": str(count.total),
            "minimum": str(count.rules.minimum),
            "per_sector": str(count.rules.per_sector),
        },
        template="protocol/pdf/signature_sheet.html",
        register="sheets",
        number_parts={"edition": edition.number},
        is_public=True,
        by=by,
    )


def certificate(signatory: Signatory) -> Document:
    """Accession after the entry into force: a certificate to the organisation."""
    organization, edition, signature = signatory.organization, signatory.edition, signatory.signature
    assert edition.document is not None and signature is not None, "whoever accedes has signed a paper"
    accepted = signatory.reservations.filter(outcome="accepted").select_related("article_text")
    return issue(
        kind=Kind.CERTIFICATE,
        title="О присоединении к Красноярскому протоколу",
        snapshot={
            "organization": organization.full_name,
            "inn": organization.inn,
            "ogrn": organization.ogrn,
            "sector": signatory.get_sector_display(),
            "edition": {
                "number": edition.document.number,
                "date": edition.document.date,
                "sha256": edition.document.sha256,
            },
            "signed_at": signature.signed_at,
            "signed_by": f"{signatory.position} {signature.request.person.get_full_name()}",
            "evidence": row_of(signatory)["evidence"],
            "reservations": [f"к статье {one.article_text.position}: {one.text}" for one in accepted],
        },
        template="protocol/pdf/accession.html",
        register="sheets",
        number_parts={"edition": edition.number},
        is_public=True,
        readers=[signatory.member_key],
    )


def departure(one: Departure, by: Any) -> Document:
    """KS-08: the notice of withdrawal, with the last day."""
    signatory = one.signatory
    return _letter(
        ["Подписантам Красноярского протокола", signatory.organization.full_name],
        f"О выходе организации {signatory.organization.short_name} из Красноярского протокола",
        [signatory.member_key, *CUSTODY, *COMMITTEE],
        by,
        lead=f"{signatory.organization.short_name} {one.announced_at:%d.%m.%Y} уведомила о выходе из Красноярского протокола "
        f"({signatory.edition}).\nПричина: {one.reason}\n"
        f"Последний день участия — {one.effective_on:%d.%m.%Y}. До этого дня обязательства по Протоколу сохраняются.",
        what_to_do="Делать ничего не нужно: выход вступит в силу сам. До этого дня уведомление можно отозвать в кабинете.",
        until=one.effective_on.isoformat(),
    )


def complaint_receipt(signatory: Signatory, text: Any, facts: str, wish: str, by: Any) -> Document:
    """The registration of a complaint; only the author and the editor read it."""
    rows = [["Статья", str(text)], ["Что произошло", facts]]
    return issue(
        kind=Kind.RECEIPT,
        title="О приёме обращения о несоблюдении Красноярского протокола",
        snapshot={
            "received_at": timezone.now(),
            "applicant": by.get_full_name(),
            "subject": f"Подписант: {signatory.organization.short_name}",
            "facts": [*rows, ["Просьба", wish]] if wish else rows,
            "next": "Редактор Протокола решит, принять ли обращение, и сообщит вам в кабинете.",
            "until": workdays.local_date(workdays.due(Regulation.in_force().term("protocol.complaint_check"))),
        },
        template="documents/pdf/receipt.html",
        register="applications",
        readers=[f"person:{by.pk}", "role:protocol_editor", "role:auditor"],
        by=by,
    )


def complaint_refused(complaint: NormComplaint, by: Any) -> Document:
    """Why a complaint was not taken, and what can still be done."""
    return _letter(
        [complaint.author.get_full_name()],
        "Об обращении о несоблюдении Красноярского протокола",
        [complaint.author_key, "role:protocol_editor", "role:auditor"],
        by,
        reference=f"на № {complaint.number} от {complaint.receipt.date:%d.%m.%Y}",
        lead=f"Обращение о несоблюдении Протокола организацией {complaint.signatory.organization.short_name} не принято.",
        grounds=[complaint.refusal],
        what_to_do="Можно подать новое обращение, указав статью и факты. "
        "Право на обращение по Федеральному закону № 59-ФЗ и в суд сохраняется.",
    )


def conclusion(complaint: NormComplaint, minutes: str, by: Any) -> Document:
    """The conclusion of the working group: published, without the name of whoever complained."""
    text = complaint.article_text
    return issue(
        kind=Kind.CONCLUSION,
        title=f"О соблюдении Красноярского протокола организацией {complaint.signatory.organization.short_name}",
        snapshot={
            "organization": complaint.signatory.organization.full_name,
            "edition": str(complaint.signatory.edition),
            "article": {"title": str(text), "text": text.text},
            "complaint": {"number": complaint.number, "date": complaint.receipt.date},
            "mediated_on": complaint.mediated_on,
            "finding": complaint.get_finding_display(),
            "conclusion": complaint.conclusion.splitlines(),
            "advice": complaint.get_advice_display(),
            "minutes": minutes,
        },
        template="protocol/pdf/compliance.html",
        register="orders",
        is_public=True,
        readers=[complaint.author_key, complaint.signatory.member_key, *CUSTODY, *COMMITTEE],
        by=by,
    )


def summary(edition: ProtocolEdition, year: int, by: Any) -> Document:
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
            "done": str(sum(one.is_done for one in commitments)),
            "overdue": str(sum(one.is_overdue for one in commitments)),
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
