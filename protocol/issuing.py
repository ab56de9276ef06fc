"""How a paper of an edition is issued: who reads it, where it is kept."""

from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from protocol.editions.models import EditionPaper, ProtocolEdition
from protocol.roles import INSIDERS

Purpose = EditionPaper.Purpose


def issue_for(
    edition: ProtocolEdition, purpose: str, *, title: str, snapshot: dict[str, Any], template: str,
    register: str = "drafts", kind: str = Kind.SHEET, by: Person | None = None, is_public: bool = True, **more: Any,
) -> Document:  # fmt: skip
    """Issue a paper of an edition: `template` is a name in `protocol/pdf`, `more` goes to `documents.papers.issuing.issue`."""
    readers = [*INSIDERS, *(edition.group.reader_keys() if edition.group else [])]
    document = issue(
        kind=kind,
        title=title,
        snapshot={"edition_number": edition.number, **snapshot},
        template=f"protocol/pdf/{template}.html",
        register=register,
        number_parts={} if register in ("announcements", "notices", "group") else {"edition": edition.number},
        readers=readers,
        is_public=is_public,
        by=by,
        **more,
    )
    EditionPaper.objects.create(edition=edition, document=document, purpose=purpose)
    return document
