"""What workers do for paper: set it, seal it, freeze it; stamp the copy; look whether the archive is intact."""

import logging
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from casework import door, roles
from casework.notify import notify
from documents import archive, layout, press, snapshots, templates
from documents.agreement import actions as agreement
from documents.checkpoints import actions as checkpoints
from documents.custody import actions as custody_actions
from documents.custody import keepers
from documents.naming import actions as naming
from documents.papers import actions as papers
from documents.papers.files import DocumentFile
from documents.papers.models import Document
from journal.record import key

logger = logging.getLogger(__name__)
ATTEMPTS = 5
RETRY = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=3)
SECRETARIAT = (roles.PLATFORM_SECRETARY, roles.COMMITTEE_SECRETARY, roles.CLERK)
Role = DocumentFile.Role


@app.task(retry=RETRY)
def render(document_id: int) -> None:
    """Make a paper whose number has been reserved. Doing it twice, or twice at once, makes one original."""
    document = Document.objects.get(pk=document_id)
    if document.status != Document.Status.NUMBER_RESERVED:
        return
    try:
        _make(document)
    except Exception as error:
        _remember_failure(document, error)
        raise


def _make(document: Document) -> None:
    """Slow work first, without a lock; then the row is locked and the first to come freezes the bytes."""
    from documents import inspection, seal  # noqa: PLC0415 - PDF libraries live in workers only

    version, data = templates.version(document.template), snapshots.canonical(document.snapshot)
    pdf = seal.seal(press.press(layout.html_of(document), layout.epoch_of(document), data))
    pages = inspection.inspect(pdf, data)
    files = [stored(document, Role.ORIGINAL, pdf, pages), stored(document, Role.SNAPSHOT, data)]
    with transaction.atomic():
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if fresh.status != Document.Status.NUMBER_RESERVED:
            return
        papers.freeze(fresh, template_hash=version, files=files)
        if fresh.status == Document.Status.SIGNING and not fresh.is_open:
            door.open_case(fresh)


def stored(document: Document, role: str, content: bytes, pages: int = 0) -> DocumentFile:
    """Bytes put into the archive, and their row, not saved yet."""
    file = DocumentFile(document=document, role=role, size=len(content), pages=pages, stored_at=timezone.now())
    file.sha256 = archive.store(content, file.suffix)
    return file


def _remember_failure(document: Document, error: Exception) -> None:
    """Count the attempt; after the last one the secretariat sees the paper on its page."""
    number = uuid4().hex[:12]
    logger.error("document %s was not made, error %s", document.pk, number, exc_info=error)
    with transaction.atomic():
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if fresh.status != Document.Status.NUMBER_RESERVED:
            return
        attempts = fresh.attempts + 1
        failed_at = timezone.now() if attempts >= ATTEMPTS else None
        Document.objects.filter(pk=fresh.pk).update(attempts=attempts, error=number, failed_at=failed_at)
        if failed_at:
            _tell_the_secretariat(fresh, number)


def _tell_the_secretariat(document: Document, number: str) -> None:
    text = f"{document}: {document.title}. Решение не потеряно, номер сохранён. Номер ошибки {number}."
    for office in SECRETARIAT:
        notify(office, f"document:{document.pk}:failed:{number}", "Документ не сформирован", text, "/documents/failed/")


@app.task(retry=RETRY)
def stamp(document_id: int) -> None:
    """Make the copy with marks of signatures and the signature sheet, once."""
    from documents import rendition  # noqa: PLC0415 - PDF libraries live in workers only

    document = Document.objects.get(pk=document_id)
    if document.rendition or not document.is_registered:
        return
    try:
        content, pages = rendition.make(document)
    except archive.Damaged as damage:
        custody_actions.note_damage(damage.sha256)
        raise
    with transaction.atomic():
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
        if fresh.rendition is None:
            papers.attach_rendition(fresh, stored(fresh, Role.RENDITION, content, pages))


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="documents.agreement")
def issue_agreement(timestamp: int) -> None:
    """The agreement on the simple electronic signature stands on a public paper soon after its text has come into force."""
    agreement.publish_agreement()


@app.task(retry=RETRY)
def check_signature(upload_id: int, looked_up: str = "", asked_by: int | None = None) -> None:
    """Check a signature that was brought, once, and again whenever the office asks."""
    from documents.qualified import actions as qualified  # noqa: PLC0415 - what reads ГОСТ lives in workers and on one page
    from documents.qualified.models import SignatureUpload  # noqa: PLC0415 - the same

    upload = SignatureUpload.objects.get(pk=upload_id)
    if asked_by is None and upload.checks.exists():
        return
    report = qualified.look(upload, looked_up=looked_up)
    person = get_user_model().objects.filter(pk=asked_by).first() if asked_by else None
    qualified.settle(upload, report, looked_up=looked_up, asked_by=person)


@app.task(retry=RETRY)
def make_public_copy(document_id: int) -> None:
    """Set the paper once more with numbers in the place of names, for everybody; the original stays as it was signed."""
    from documents import inspection, seal  # noqa: PLC0415 - PDF libraries live in workers only

    document = Document.objects.prefetch_related("files", "named").get(pk=document_id)
    if document.public_copy or not document.gives_away or document.original is None:
        return
    snapshot = naming.without_names(document)
    data = snapshots.canonical(snapshot)
    html = layout.page(document.template, snapshot)
    pdf = seal.seal(press.press(html, layout.epoch_of(document), data))
    pages = inspection.inspect(pdf, data)
    with transaction.atomic():
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
        if fresh.public_copy is None:
            naming.attach_public_copy(fresh, stored(fresh, Role.PUBLIC, pdf, pages))


@app.periodic(cron="11 * * * *")
@app.task(queueing_lock="documents.checkpoint")
def take_checkpoint(timestamp: int) -> None:
    """Once a day, by whichever hour comes first: a worker that slept through an hour must not cost a day.

    A checkpoint whose witnesses a dying worker has not told is told of by the next hour.
    """
    checkpoints.take_checkpoint()
    for mark in checkpoints.untold():
        checkpoints.tell_witnesses(mark)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="documents.verify")
def verify_archive(timestamp: int) -> None:
    """Every night what was left unfinished goes, and all frozen bytes are hashed again, attachments and evidence too (I-19)."""
    archive.sweep()
    for row in keepers.damaged():
        logger.critical("%s: %s is damaged or lost", key(row), row.sha256)
        custody_actions.note_damage(row.sha256)
