"""Cases whose papers are taken home together: which there are, which papers of one a person gets, in whose dossier a paper stands."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from casework import roles
from casework.announcements import CaseFile
from casework.gather import gather
from casework.rooms import announcements
from documents.archive import Damaged
from documents.custody import actions as custody
from documents.evidence.dossier import CaseName, Copy, build, sound
from documents.papers.models import Document
from journal.record import key


def kind_of(key: str) -> CaseFile | None:
    """The announcement with this word in its address."""
    return next((kind for kind in announcements("case_files", CaseFile) if kind.key == key), None)


def rows_of(kind: CaseFile, person: Any) -> "QuerySet[Any, Any]":
    """The cases of a kind this person may know of."""
    rows: QuerySet[Any, Any] = apps.get_model(kind.model).objects.visible_to(person)  # type: ignore[attr-defined]
    return rows


def name_of(kind: CaseFile, subject: Any) -> str:
    """What people call the case: «Заявка № З-2026-00001»."""
    return f"{kind.title} № {subject.number}"


def copies_of(kind: CaseFile, subject: Model, person: Any) -> list[Copy]:
    """Every paper of the case this person may have, oldest first; of a paper that says too much to them the copy without names."""
    wanted = import_string(kind.list_name)(subject)
    rows = Document.objects.visible_to(person).among(*wanted).filter(generated_at__isnull=False).order_by("pk")
    in_full = set(Document.objects.in_full_to(person).filter(pk__in=rows.values("pk")).values_list("pk", flat=True))
    papers = rows.prefetch_related("files", "named", "signature_requests__signature")
    return [Copy(paper, paper.pk not in in_full) for paper in papers if paper.pk in in_full or paper.public_copy]


def build_for(kind: CaseFile, subject: Model, person: Any) -> bytes | None:
    """The dossier of a case as this person may have it; None if there is no paper for them.

    A paper whose bytes are damaged is only named in it, and the office hears of it. Raises Damaged if there is no other.
    """
    copies = copies_of(kind, subject, person)
    if not copies:
        return None
    case = CaseName(kind.key, name_of(kind, subject), _profile(kind, subject, person, copies))
    whole, absent = sound(copies)
    for sha256 in absent:
        custody.note_damage(sha256)
    if not whole:
        raise Damaged(next(iter(absent)))
    return build(whole, file_name_of(kind, subject), case, key(subject), absent)


def file_name_of(kind: CaseFile, subject: Model) -> str:
    """The name of the file, in letters every file system knows."""
    return f"dossier-{kind.key}-{subject.pk}.zip"


def _profile(kind: CaseFile, subject: Model, person: Any, copies: list[Copy]) -> str:
    """Computed from what is inside: nobody is called a party, nor an auditor, for papers that are open to everybody."""
    if copies == copies_of(kind, subject, AnonymousUser()):
        return "public"
    return "auditor" if roles.AUDITOR in person.capacity_keys() else "party"


def links_to(document: Document, person: Any) -> list[tuple[str, str]]:
    """(name of the case, address of its dossier) of every case that lists the paper and that this person may know of."""
    kinds = announcements("case_files", CaseFile)
    listed = [
        rows_of(kind, person).filter(pk__in=import_string(kind.holders_name)(document).values("pk")).order_by("pk")
        for kind in kinds
    ]
    gather(*listed)
    return [
        (name_of(kind, subject), reverse("case_dossier", args=[kind.key, subject.pk]))
        for kind, rows in zip(kinds, listed, strict=True)
        for subject in rows
    ]
