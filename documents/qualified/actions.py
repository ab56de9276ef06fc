"""Bringing a signature made at home, and what follows from the check of it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import door, roles
from casework.door import Refused
from casework.later import later
from casework.notify import notify, tell
from documents import archive, snapshots
from documents.papers.models import Document
from documents.qualified import checking, trust
from documents.qualified.checking import Brought, Report
from documents.qualified.expected import expected_of
from documents.qualified.models import SignatureCheck, SignatureFile, SignatureUpload
from documents.qualified.papers import issue_protocol
from documents.qualified.verdict import Result
from documents.signatures import actions as signatures
from documents.signatures.kinds import SignatureKind, is_enough, refusal
from documents.signatures.models import Signature, SignatureRequest
from journal.record import record

Role = SignatureFile.Role
BOARD = "/documents/signatures/unchecked/"
OFFICES = (roles.CLERK, roles.PLATFORM_SECRETARY, roles.COMMITTEE_SECRETARY, roles.ADMIN)
NAMELESS = (
    "Ваше имя в этом документе не публикуется, а сертификат его назвал бы: подпишите простой электронной подписью."
)


@dataclass(frozen=True)
class Part:
    """A file as it came."""

    name: str
    content: bytes


def bring(
    request: SignatureRequest, *, by: Any, seen_hash: str, signature: Part, power: Part | None = None, power_signature: Part | None = None
) -> SignatureUpload:  # fmt: skip
    """Take the file of a signature from the very person it is asked of; the queue checks it. Raises Refused, archive.Damaged, archive.Full."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=request.document_id)
    signatures.require_may_sign(document, request, by, seen_hash)
    if request.is_signed or request.refused_at:
        raise Refused("Вы уже ответили, подпишете ли документ.")
    if request.is_under_a_number:
        raise Refused(NAMELESS)
    parts = {Role.SIGNATURE: signature, Role.POWER: power, Role.POWER_SIGNATURE: power_signature}
    rows = [_kept(role, part) for role, part in parts.items() if part]
    payload = {"sha256": seen_hash, **{row.role: row.sha256 for row in rows}}
    entry = record(
        document,
        "bring_signature",
        f"Загружен файл подписи: {request.role}, {request.recorded_name}",
        by=by,
        payload=payload,
    )
    upload = SignatureUpload.objects.create(
        request=request, document_hash=seen_hash, received_at=timezone.now(), entry=entry
    )
    for row in rows:
        row.upload = upload
    SignatureFile.objects.bulk_create(rows)
    later("documents.tasks.check_signature", lock=f"document:{document.pk}", upload_id=upload.pk)
    return upload


def _kept(role: str, part: Part) -> SignatureFile:
    row = SignatureFile(role=role, name=part.name, size=len(part.content))
    try:
        row.sha256 = archive.store(part.content, row.suffix)
    except archive.Full as full:
        raise Refused(str(full)) from None
    return row


def check_again(upload: SignatureUpload, *, by: Any, looked_up: str = "") -> None:
    """The office has it checked once more: a list of revoked certificates is there now, or the register of powers has been looked into."""
    last = upload.last_check
    if last is None or last.result != Result.UNKNOWN or upload.request.is_signed:
        raise Refused("Повторять проверку не нужно: её итог уже есть.")
    record(upload.request.document, "check_again", "Проверка подписи повторяется", by=by, ground=looked_up)
    later(
        "documents.tasks.check_signature", lock=f"document:{upload.request.document_id}", upload_id=upload.pk, looked_up=looked_up, asked_by=by.pk
    )  # fmt: skip


def look(upload: SignatureUpload, *, looked_up: str = "") -> Report:
    """The check itself: slow, without a lock. Raises archive.Damaged."""
    contents = {row.role: row.content for row in upload.files.all()}
    brought = Brought(contents[Role.SIGNATURE], contents.get(Role.POWER, b""), contents.get(Role.POWER_SIGNATURE, b""))
    original = archive.read(upload.document_hash, "pdf")
    expected = expected_of(upload.request)
    return checking.check(brought, original, expected, trust.store(), upload.received_at, is_looked_up=bool(looked_up))


@transaction.atomic
def settle(upload: SignatureUpload, report: Report, *, looked_up: str = "", asked_by: Any = None) -> SignatureCheck:
    """Keep the check with its protocol; what has passed is the person's signature from now on, of the rest they hear what to do."""
    request = SignatureRequest.objects.select_related("person").get(pk=upload.request_id)
    document = Document.objects.select_for_update(of=("self",)).get(pk=request.document_id)
    paper = issue_protocol(upload, report, looked_up=looked_up, by=asked_by)
    payload = {
        "upload": upload.pk,
        "result": report.result,
        "protocol": paper.number,
        "is_contradictory": report.is_contradictory,
    }
    title = f"Подпись проверена: {report.result.label} ({request.role}, {request.recorded_name})"
    check = SignatureCheck.objects.create(
        upload=upload, result=report.result, is_qualified=report.is_qualified, is_contradictory=report.is_contradictory,
        report=snapshots.frozen(report.facts), looked_up=looked_up, asked_by=asked_by, checked_at=timezone.now(), paper=paper,
        entry=record(document, "check_signature", title, by=asked_by, payload=payload),
    )  # fmt: skip
    if report.result == Result.PASSED:
        _sign(document, request, check)
    else:
        _tell(request, check)
    return check


def _sign(document: Document, request: SignatureRequest, check: SignatureCheck) -> None:
    """The signature counts, if it is still waited for and strong enough for this paper."""
    kind = SignatureKind.QUALIFIED if check.is_qualified else SignatureKind.UNQUALIFIED
    try:
        if request.is_signed or request.refused_at or not document.takes_signatures:
            raise Refused("Эта подпись документу уже не нужна: он больше не на подписи, или вы уже ответили.")
        if not is_enough(document, kind):
            raise Refused(refusal(document))
        signatures.require_turn(document, request)
    except Refused as refused:
        _tell(request, check, str(refused))
        return
    number = check.report["certificate"]["serial"]
    payload = {
        "sha256": check.upload.document_hash,
        "certificate": number,
        "protocol": check.paper.number,
        "kind": kind,
    }
    now = timezone.now()
    entry = record(
        document, "sign", f"Подписано: {request.role}, {request.recorded_name}", by=request.person, payload=payload
    )
    signature = Signature.objects.create(
        request=request, kind=kind, document_hash=check.upload.document_hash, proof=check, signed_at=now, entry=entry
    )
    signatures.count_in(document, signature)
    door.notify_waiters(document)
    title = f"Подпись принята: документ № {document.number}"
    tell(
        request.person,
        f"signature:{check.upload_id}:checked:{check.pk}",
        title,
        f"{document.title}. Протокол проверки № {check.paper.number}.",
        document.get_absolute_url(),
    )


def _tell(request: SignatureRequest, check: SignatureCheck, why: str = "") -> None:
    """The person hears what to do; the office, what only the office can do."""
    document, reasons = request.document, why or "; ".join(check.reasons)
    page = f"/documents/{document.pk}/signature/"
    is_unknown = check.result == Result.UNKNOWN
    title = f"Подпись под документом № {document.number} {'не удалось проверить' if is_unknown else 'не принята'}"
    event = f"signature:{check.upload_id}:checked:{check.pk}"
    tell(
        request.person,
        event,
        title,
        f"{reasons[:1].upper()}{reasons[1:]}. Протокол проверки № {check.paper.number}.",
        page,
    )
    if not is_unknown:
        return
    words = "Два средства проверки разошлись: это происшествие, подпись не принята. " if check.is_contradictory else ""
    for office in OFFICES:
        notify(
            office, f"signature:{check.upload_id}:unchecked:{check.pk}", title, f"{words}{document}. {reasons}.", BOARD
        )
