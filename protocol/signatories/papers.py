"""The papers of signing: letters, the application, the sheet of signatures, the certificate (register 05-02)."""

from collections.abc import Iterable

from django.utils import timezone

from casework import workdays
from documents.letters import letter
from documents.models import Document, Signature
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person, Regulation, Sector
from programme.texts.words import parts_of
from protocol.editions.models import ProtocolEdition
from protocol.roles import CUSTODY
from protocol.signatories.counting import Count
from protocol.signatories.models import Signatory


def invitation(signatory: Signatory, by: Person) -> Document:
    """KS-01: a letter to an organisation."""
    edition = signatory.edition
    day = workdays.local_date(workdays.due(Regulation.in_force().term("protocol.review")))
    return letter(
        [signatory.organization.full_name],
        "О приглашении подписать Красноярский протокол",
        **parts_of(
            "notice.protocol_invitation", {"организация": signatory.organization.short_name, "редакция": edition}
        ),
        readers=[signatory.member_key, *CUSTODY],
        by=by,
        grounds=[
            "Протокол не заменяет законов и не создаёт денежных обязательств.",
            "Все подписывают один и тот же файл; к статьям, не отмеченным существенными, можно заявить оговорку.",
            "Выйти из Протокола можно, уведомив об этом за 30 календарных дней.",
        ],
        until=day.isoformat(),
    )


def application(signatory: Signatory, by: Person, *, signed_by: str = "") -> Document:
    """KS-01: the application of an organisation, registered; `signed_by`: who has signed it on paper."""
    organization = signatory.organization
    return issue(
        kind=Kind.RECEIPT,
        title="О приёме заявления о присоединении к Красноярскому протоколу",
        snapshot={
            "received_at": timezone.now(),
            "applicant": organization.full_name,
            "representative": f"{signed_by}, на бумаге" if signed_by else by.get_full_name(),
            "subject": str(signatory.edition),
            "facts": [["Сектор", organization.get_sector_display()], ["Заявлено", "Присоединиться к Протоколу"]],
            "next": "Пришлите на бумаге ответ, нужны ли оговорки, и подписанную распечатку файла редакции."
            if signed_by
            else "В кабинете открыта задача: заявить готовность или оговорки, затем подписать файл редакции.",
        },
        template="documents/pdf/receipt.html",
        register="applications",
        readers=[signatory.member_key, *CUSTODY],
        by=by,
    )


def row_of(signatory: Signatory, edition: ProtocolEdition) -> dict[str, str]:
    """A row of the sheet of signatures (domain 4.3, «Лист подписания»)."""
    signature = signatory.signature
    assert signature is not None, "only those who have signed stand on a sheet"
    person = signature.request.person
    by_hand = signature.kind == Signature.Kind.PAPER
    return {
        "organization": signatory.organization.short_name,
        "sector": signatory.get_sector_display(),
        "person": f"{signatory.position}, {person.get_full_name()}",
        "kind": signature.get_kind_display(),
        "evidence": f"{'скан подписанной бумаги' if by_hand else f'учётная запись № {person.pk}'}, запись журнала № {signature.entry_id}",
        "signed_at": signature.signed_at.isoformat(),
        "result": "действительна",
        "under": ""
        if signatory.edition_id == edition.pk
        else f"подпись под редакцией № {signatory.edition.number}, участие продолжено",
        "reservations": str(signatory.reservations.filter(outcome="accepted").count()),
    }


def signature_sheet(
    edition: ProtocolEdition, signatories: Iterable[Signatory], count: Count, by: Person | None = None
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
            "rows": [row_of(signatory, edition) for signatory in signatories],
            "reservations": [
                {
                    "organization": signatory.organization.short_name,
                    "article": f"Статья {reservation.article_text.position}. {reservation.article_text.title}",
                    "text": reservation.text,
                }
                for signatory in signatories
                for reservation in signatory.reservations.filter(outcome="accepted").select_related("article_text")
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
            "evidence": row_of(signatory, edition)["evidence"],
            "reservations": [
                f"к статье {reservation.article_text.position}: {reservation.text}" for reservation in accepted
            ],
        },
        template="protocol/pdf/accession.html",
        register="sheets",
        number_parts={"edition": edition.number},
        is_public=True,
        readers=[signatory.member_key],
    )
