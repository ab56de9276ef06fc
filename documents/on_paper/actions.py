"""Entering a signature that was put on the printed paper, and the look of a second person at it."""

from datetime import date
from typing import Any

from django.utils import timezone

from casework import door, roles, workdays
from casework.door import Refused
from casework.notify import notify, tell
from documents import archive, files
from documents.on_paper.models import ScannedSignature
from documents.papers.models import Document
from documents.signatures import actions as signatures
from documents.signatures.kinds import SignatureKind
from documents.signatures.models import Signature, SignatureRequest
from journal.record import record

OFFICES = (roles.CLERK, roles.PLATFORM_SECRETARY, roles.COMMITTEE_SECRETARY)
PAGE = "/documents/on-paper/"


def enter(document: Document, *, by: Any, request: SignatureRequest, signed_on: date, scan: Any) -> ScannedSignature:
    """The office has the paper with the signature before it: the scan waits for a second person. Raises Refused, archive.Damaged."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not document.takes_signatures:
        raise Refused("Документ сейчас не на подписи: подпись на бумаге под ним не принимается.")
    if request.document_id != document.pk or request.is_signed or request.refused_at:
        raise Refused("Этот подписант уже ответил.")
    if request.person_id == by.pk:
        raise Refused("Свою подпись не вносят сами: попросите сотрудника канцелярии.")
    if not document.date <= signed_on <= workdays.local_date():
        raise Refused(f"Подписать документ могли с {document.date:%d.%m.%Y} по сегодняшний день.")
    if request.scans.filter(rejected_at=None).exists():
        raise Refused("Скан этой подписи уже внесён и ждёт второго сотрудника.")
    signatures.require_turn(document, request)
    archive.read(document.sha256, "pdf")
    file = files.take(scan)
    title = f"Внесена подпись на бумаге: {request.role}, {request.recorded_name}"
    payload = {"sha256": document.sha256, "scan": file["sha256"], "signed_on": signed_on}
    row = ScannedSignature.objects.create(
        request=request, document_hash=document.sha256, signed_on=signed_on, entered_by=by, entered_at=timezone.now(), **file,
        entry=record(document, "enter_scan", title, by=by, payload=payload),
    )  # fmt: skip
    for office in OFFICES:
        notify(
            office, f"scan:{row.pk}", "Подпись на бумаге ждёт второго сотрудника", f"{document}: {request.role}.", PAGE
        )
    return row


def compare(scan: ScannedSignature, *, by: Any, rejection: str = "") -> Signature | None:
    """A second person has compared the scan with the paper: the signature counts, or is not accepted with a reason. Raises Refused."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=scan.request.document_id)
    request = SignatureRequest.objects.select_related("person").get(pk=scan.request_id)
    if request.is_signed:
        raise Refused("На этот скан уже ответили.")
    scan.require_second(by, request.person_id)
    if rejection:
        scan.reject(by, rejection)
        record(document, "reject_scan", f"Подпись на бумаге не принята: {request.role}", by=by, ground=rejection)
        _tell(scan, request, "не принята", rejection)
        return None
    if not document.takes_signatures or request.refused_at:
        raise Refused("Документ уже не на подписи: принять подпись нельзя, отклоните скан с этой причиной.")
    signatures.require_turn(document, request)
    scan.require_bytes()
    payload = {
        "sha256": scan.document_hash,
        "scan": scan.sha256,
        "signed_on": scan.signed_on,
        "kind": SignatureKind.PAPER,
    }
    now = timezone.now()
    entry = record(
        document, "sign", f"Подписано на бумаге: {request.role}, {request.recorded_name}", by=by, payload=payload
    )
    signature = Signature.objects.create(
        request=request,
        kind=SignatureKind.PAPER,
        document_hash=scan.document_hash,
        scan=scan,
        signed_at=now,
        entry=entry,
    )
    signatures.count_in(document, signature)
    door.notify_waiters(document)
    _tell(scan, request, "принята", "")
    return signature


def _tell(scan: ScannedSignature, request: SignatureRequest, how: str, why: str) -> None:
    """Whoever signed hears that it counts: a stranger's hand under their name does not stay unnoticed."""
    document = request.document
    text = (
        f"{document.title}. {why}".strip()
        if why
        else f"{document.title}. Если вы не подписывали этот документ, сразу сообщите в канцелярию."
    )
    title = f"Ваша подпись на бумаге {how}: документ № {document.number}"
    tell(request.person, f"scan:{scan.pk}:{how}", title, text, document.get_absolute_url())
