"""What the page of an entry shows: its progress, its status and score as the reader may know them, its papers."""

from typing import Any

from django.db.models import Q, QuerySet

from casework.pages import progress
from documents.models import Document
from documents.papers.referring import referred
from quality_mark.contests.models import Contest
from quality_mark.contests.page import is_inside
from quality_mark.entries import application
from quality_mark.entries.models import ContestApplication

EntryStatus = ContestApplication.Status

ENTRY_STEPS = [
    ("Подача", {EntryStatus.DRAFT}),
    ("Под печатью", {EntryStatus.SUBMITTED, EntryStatus.REGISTERED}),
    ("Проверка", {EntryStatus.CHECKING, EntryStatus.RETURNED, EntryStatus.ADMITTED, EntryStatus.NOT_ADMITTED}),
    ("Эксперты", {EntryStatus.SCORING}),
    ("На месте", {EntryStatus.SITE_VISIT}),
    ("Жюри", {EntryStatus.SCORED}),
    ("Комитет", {EntryStatus.SHORTLISTED, EntryStatus.NOT_SHORTLISTED}),
    ("Итог", {EntryStatus.LAUREATE, EntryStatus.DIPLOMA_1, EntryStatus.DIPLOMA_2, EntryStatus.PARTICIPANT}),
]


def entry_steps(entry: ContestApplication) -> list[tuple[str, str]]:
    """The progress of an entry."""
    return progress(ENTRY_STEPS, entry.status, is_over=entry.status in ENTRY_STEPS[-1][1])


def shown_status(entry: ContestApplication, is_open: bool) -> tuple[str, str]:
    """The status as the person may know it, with the kind of its chip: the public learns of a place with the results."""
    if is_open:
        return str(entry.get_status_display()), entry.TONES.get(entry.status, "info")
    if entry.contest.status in Contest.PUBLISHED:
        return str(entry.get_level_display()), {"mark": "gold", "participant": "info"}.get(entry.level, "ok")
    return "Участвует в конкурсе", "info"


def may_know_score(entry: ContestApplication, person: Any, is_own: bool) -> bool:
    """The entrant learns the own score with the results; the office and the jury when the experts have finished."""
    if entry.score is None:
        return False
    if is_own:
        return entry.contest.status in Contest.PUBLISHED
    return is_inside(entry.contest, person) and entry.status != EntryStatus.SCORING


def papers_of(entry: ContestApplication, person: Any) -> list[Document]:
    """Receipts, acts of visits and notices that the person may read, the newest first."""
    return list(Document.objects.visible_to(person).among(*papers_among(entry)).order_by("-pk"))


def papers_among(entry: ContestApplication) -> list[Any]:
    """Its papers as queries for their keys."""
    wanted: list[Any] = [entry.versions.values("document"), entry.visits.values("act")]
    if entry.number:
        wanted.append(Document.objects.filter(snapshot__reference=f"по заявке № {entry.number}").values("pk"))
    return wanted


def holding(paper: Document) -> QuerySet[ContestApplication]:
    """The entry whose list has this paper: the reverse of `papers_among`."""
    own = Q(versions__document=paper) | Q(visits__act=paper) | Q(number=referred(paper, "по заявке № ") or None)
    return ContestApplication.objects.filter(own).distinct()


def remarks_of(entry: ContestApplication) -> list[tuple[str, str]]:
    """The remarks to a returned entry: the name of the field and the text."""
    version = entry.version
    if version is None or entry.status != ContestApplication.Status.RETURNED:
        return []
    return [(application.label(entry, remark.field), remark.text) for remark in version.remarks.all()]
