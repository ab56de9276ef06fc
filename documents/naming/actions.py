"""Names in papers: a person who takes their consent back is known by the number only, wherever the paper can be read by everybody."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.later import later
from documents.naming.models import NamedPerson
from documents.papers.files import DocumentFile
from documents.papers.models import Document
from journal.record import record

UNSAID = "сведения не публикуются"


@transaction.atomic
def stop_naming(person: Any) -> int:
    """From now on no page names the person; of every paper whose frozen bytes do, a public copy is made. Returns how many papers."""
    rows = NamedPerson.objects.select_for_update(of=("self",)).filter(person=person, hidden_at=None)
    names = list(rows.select_related("document"))
    for row in names:
        row.hidden_at = timezone.now()
        row.save(update_fields=["hidden_at"])
        record(row.document, "hide_name", f"{row.pseudonym}: согласие на публикацию отозвано, имя закрыто")
        later("documents.tasks.make_public_copy", lock=f"document:{row.document_id}", document_id=row.document_id)
    return len(names)


def attach_public_copy(document: Document, file: DocumentFile) -> None:
    """Keep the copy without names beside the original."""
    file.save(force_insert=True)
    record(document, "attach_public_copy", "Готова публичная копия без имён", payload={"public": file.sha256})


def without_names(document: Document) -> dict[str, Any]:
    """The snapshot with numbers in the place of all names that could be given away by it, and a word that it is a copy."""
    exact: dict[str, str] = {}
    inside: dict[str, str] = {}
    for row in document.named.all():
        for word, shown in zip(row.words, [row.pseudonym, row.pseudonym, *[UNSAID] * len(row.words)], strict=False):
            exact[word] = shown
            if shown == row.pseudonym:
                inside[word] = shown
    copy = _replaced(document.snapshot, exact, inside)
    assert isinstance(copy, dict)
    copy["document"]["copy_of"] = document.sha256
    return copy


def _replaced(value: Any, exact: dict[str, str], inside: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, exact, inside) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, exact, inside) for item in value]
    if not isinstance(value, str):
        return value
    if value in exact:
        return exact[value]
    for word, shown in inside.items():
        value = value.replace(word, shown)
    return value
