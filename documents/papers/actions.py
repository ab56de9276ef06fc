"""The life of a paper after its number: frozen, registered, sent, filed, published, superseded, annulled."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_fsm import can_proceed
from viewflow.workflow.models import Process

from casework import door
from casework.formats import sentence_case
from casework.notify import tell
from documents.papers.files import DocumentFile
from documents.papers.models import Document
from documents.papers.notes import DocumentNote
from documents.signatures.models import SigningCase
from journal.record import move, record


def freeze(document: Document, *, template_hash: str, files: list[DocumentFile]) -> None:
    """The bytes are made and stored: the paper is generated and goes to its signatories, or straight into the register.

    In the worker's transaction, under the lock of the document's row.
    """
    DocumentFile.objects.bulk_create(files)
    document.template_hash = template_hash
    move(
        document.generate, "Документ сформирован", at=timezone.now(), payload={file.role: file.sha256 for file in files}
    )
    if document.is_open or document.signature_requests.exists():
        move(document.send_for_signing, "Документ направлен на подпись")
    else:
        enter(document)
    door.notify_waiters(document)


def attach_rendition(document: Document, file: DocumentFile) -> None:
    """Keep the copy with stamps beside the original."""
    file.save(force_insert=True)
    record(document, "attach_rendition", "Готова копия с отметками о подписях", payload={"rendition": file.sha256})


def enter(document: Document) -> None:
    """Put into the register; the paper it stands for is superseded at the same moment."""
    move(document.enter, f"Зарегистрирован: {document.register_rule.title}, № {document.number}", at=timezone.now())
    if document.supersedes:
        supersede(document.supersedes, by_document=document)


def supersede(document: Document, *, by_document: Document, by: Any = None) -> None:
    """Another paper stands in its place from now on."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if can_proceed(document.supersede):
        move(document.supersede, "Заменён другим документом", by=by, ground=str(by_document))
        door.notify_waiters(document)


@transaction.atomic
def send(document: Document, *, by: Any = None) -> None:
    """It has been delivered to its addressee."""
    move(document.send, "Документ направлен", by=by)


@transaction.atomic
def file_away(document: Document, *, by: Any = None) -> None:
    """It has been put into its file."""
    move(document.file_away, f"Документ помещён в дело {document.register_rule.index}", by=by)


@transaction.atomic
def publish(document: Document, *, by: Any = None) -> None:
    """Put it into the public register."""
    Document.objects.filter(pk=document.pk).update(is_public=True)
    document.is_public = True
    record(document, "publish", "Документ опубликован", by=by)


@transaction.atomic
def open_to(document: Document, readers: Iterable[str], *, by: Any = None) -> None:
    """Let more people read it: the capacity keys are added to those who could before."""
    document.readers = sorted({*document.readers, *readers})
    Document.objects.filter(pk=document.pk).update(readers=document.readers)
    record(document, "open_to", "Документ открыт новым читателям", by=by, payload={"readers": document.readers})


@transaction.atomic
def annotate(document: Document, *, kind: str, title: str, text: str = "", url: str = "", by: Any = None) -> None:
    """Say something on the check page of a paper, instead of what was said there before; an empty title says nothing more."""
    DocumentNote.objects.create(document=document, kind=kind, title=title, text=text, url=url, at=timezone.now())
    record(document, "annotate", f"Пометка на странице проверки: {title}" if title else "Пометка снята", by=by)


def note_set_aside(document: Document, ground: str, verdict: Document) -> None:
    """Whoever checks the paper reads first that the appeals board has set aside what it says; `verdict` is the decision on the appeal."""
    title, text = "Отменено апелляционной комиссией", f"{sentence_case(ground)} от {verdict.date:%d.%m.%Y}."
    annotate(document, kind="error", title=title, text=text, url=verdict.check_path)


@transaction.atomic
def annul(document: Document, *, reason: str, by: Any = None) -> Document:
    """Make the number void for ever, with its reason; whoever was still asked to sign is asked no more.

    Returns the paper as it is now: a guarded status cannot be re-read into the caller's object.
    """
    if not reason.strip():
        raise ValidationError("Укажите причину аннулирования.")
    case = SigningCase.objects.filter(document=document).first()
    if case:
        Process.objects.select_for_update().get(pk=case.pk)
    fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    void(fresh, reason.strip(), by)
    if case and case.finished is None:
        door.close_case(case)
    return fresh


def void(document: Document, reason: str, by: Any) -> None:
    """The number is void; whoever has already signed hears it with the reason."""
    move(
        document.annul,
        f"Документ аннулирован, номер {document.number} не используется повторно",
        by=by,
        ground=reason,
        at=timezone.now(),
        reason=reason,
    )
    door.notify_waiters(document)
    title = f"Документ № {document.number} аннулирован"
    text = f"{document.title}. {reason}. Ваша подпись под ним больше ничего не значит; если документ оформят заново, вас попросят подписать снова."
    for request in document.signature_requests.filter(signature__isnull=False).select_related("person"):
        if by is None or request.person_id != by.pk:
            tell(request.person, f"document:{document.pk}:void", title, text, document.get_absolute_url())
