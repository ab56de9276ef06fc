"""A kind of contests: begun, described, put to the committee, in force, ended (CK-01…CK-05)."""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from casework import door, roles
from casework.door import Refused
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.minutes.papers import quoted
from documents.snapshots import digest
from journal.record import move, record
from programme.models import CriteriaSet, Person
from quality_mark.kinds import papers
from quality_mark.kinds.models import ContestKind, KindRetirement
from quality_mark.kinds.resolutions import ENACTING, RETIRING
from quality_mark.kinds.rules import faults

Status = ContestKind.Status
OVER = ["completed", "failed", "cancelled"]


def begin(*, by: Person, title: str, code: str, copied: ContestKind | None = None) -> ContestKind:
    """CK-01: a draft from nothing, a copy under a code of its own, or the next version of a kind."""
    if ContestKind.objects.filter(code=code, status=Status.DRAFT).exists():
        raise Refused("У этого вида уже есть проект: закончите или снимите его.")
    last = ContestKind.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
    data = {**copied.data, "title": title} if copied else {}
    kind = ContestKind.objects.create(code=code, version=last + 1, title=title, data=data, created_by=by)
    record(kind, "begin", f"Начат проект вида конкурсов «{title}», версия {kind.version}", by=by, after=kind.status)
    return kind


def describe(kind: ContestKind, *, by: Person, data: dict[str, Any]) -> None:
    """The draft says what the kind is; nothing is lost of what the form does not ask."""
    kind.data = {**kind.data, **data}
    kind.title = data["title"]
    kind.fingerprint = digest(kind.data)
    kind.item = None
    kind.save()
    record(kind, "describe", "Проект вида конкурсов описан", by=by, payload={"fingerprint": kind.fingerprint})


def propose(kind: ContestKind, *, by: Person, decision: str, question: str = "", draft_resolution: str = "") -> None:
    """CK-02: the committee is asked; or the draft is taken up once more."""
    if decision == "edit":
        record(kind, "rework", "Проект вида конкурсов взят на доработку", by=by)
        return
    if problems := faults(kind.data, sets_in_force()):
        raise Refused(" ".join(problems))
    kind.paper = papers.draft(kind, by)
    kind.item = agenda.propose_item(
        title=question,
        question=f"Номинаций — {len(kind.rule.nominations) or 'по перечню города'}, уровней — {len(kind.rule.levels)}. "
        f"Отпечаток вида: {kind.fingerprint[:16]}…",
        draft_resolution=draft_resolution,
        resolutions=ENACTING,
        about=f"вида конкурсов {quoted(kind.title)}",
        reporter=f"{by.short_name}, секретарь конкурса",
        materials=[kind.paper],
        by=by,
    )
    kind.save()
    record(kind, "propose", "Вид конкурсов вынесен на комитет", by=by, payload={"draft": kind.paper.number})


def sets_in_force() -> list[str]:
    """Codes of the sets of criteria that experts can score by today."""
    return sorted(set(CriteriaSet.objects.filter(valid_from__lte=timezone.localdate()).values_list("code", flat=True)))


def apply_decision(kind: ContestKind) -> None:
    """CK-02, CK-03: the decision is in force, the version before it is superseded; or the draft goes back to the office."""
    item = kind.item
    assert item is not None, "the committee was asked"
    if not (item.is_effective and item.verdict == "enact"):
        ground = item.reasons or item.motive
        record(kind, "not_enacted", "Комитет не ввёл вид в действие", ground=ground)
        notify(
            roles.CONTEST_SECRETARY, f"contest_kind:{kind.pk}:{item.pk}:not_enacted", "Комитет не ввёл вид конкурсов в действие",
            f"«{kind.title}». {ground}", kind.get_absolute_url(),
        )  # fmt: skip
        return
    now = timezone.now()
    for former in ContestKind.objects.filter(code=kind.code, status=Status.IN_FORCE).exclude(pk=kind.pk):
        move(former.supersede, f"Заменён версией {kind.version}", ground=f"решение комитета: {item.title}", at=now)
    kind.paper = papers.adopted(kind)
    move(kind.enact, "Вид конкурсов введён в действие", ground=f"решение комитета: {item.title}", at=now)


def drop(kind: ContestKind, *, by: Person) -> None:
    """CK-05: the office takes its draft back. Under the lock of its case."""
    if kind.is_before_committee:
        raise Refused("Проект на рассмотрении комитета: снять его можно после решения.")
    move(kind.drop, "Проект вида конкурсов снят", by=by, at=timezone.now())
    door.close_case(kind.case)


def propose_retiring(*, kind: ContestKind, ground: str, by: Person) -> KindRetirement:
    """CK-04: the committee is asked to end a kind."""
    if under_way(kind):
        raise Refused("По этому виду идёт конкурс: прекратить вид можно, когда он завершится.")
    if kind.retirements.filter(case__finished=None).exists():
        raise Refused("Вопрос о прекращении этого вида уже внесён.")
    retirement = KindRetirement.objects.create(kind=kind, ground=ground, proposed_by=by)
    retirement.item = agenda.propose_item(
        title=f"О прекращении вида конкурсов «{kind.title}»",
        question=ground,
        draft_resolution=f"Прекратить вид конкурсов «{kind.title}» (версия {kind.version}).",
        resolutions=RETIRING,
        about=f"вида конкурсов {quoted(kind.title)}",
        reporter=f"{by.short_name}, секретарь конкурса",
        by=by,
    )
    retirement.save()
    record(kind, "propose_retiring", "Внесён вопрос о прекращении вида конкурсов", by=by, ground=ground)
    return retirement


def under_way(kind: ContestKind) -> bool:
    """Is a contest of any version of the kind planned or under way?"""
    versions = ContestKind.objects.filter(code=kind.code, contests__isnull=False)
    return versions.exclude(contests__status__in=OVER).exists()


def apply_retiring(retirement: KindRetirement) -> None:
    """CK-04: the decision is in force: no contest of the kind begins any more."""
    item, kind = retirement.item, ContestKind.objects.get(pk=retirement.kind_id)
    assert item is not None, "the committee was asked"
    ground = item.reasons or item.motive
    if not (item.is_effective and item.verdict == "retire"):
        record(kind, "not_retired", "Комитет не прекратил вид конкурсов", ground=ground)
    elif kind.status != Status.IN_FORCE or under_way(kind):
        record(kind, "retired_too_late", "Вид не прекращён: идёт конкурс или действует другая версия", ground=ground)
    else:
        move(kind.retire, "Вид конкурсов прекращён", ground=ground, at=timezone.now())
