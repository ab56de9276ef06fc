"""Asking a body about a decision of its own, and carrying the answer out (DC-11)."""

from collections.abc import Sequence

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.later import later
from casework.locking import locked
from committee.agenda import actions as agenda
from committee.decisions import actions as decisions
from committee.decisions import instructions
from committee.decisions.models import Decision
from committee.minutes.papers import quoted
from committee.recusals import standing
from committee.revisions.limits import CHANGEABLE, bar, offers
from committee.revisions.models import Revision
from committee.revisions.resolutions import AMEND, DEFER, KEEP, REVOKE
from committee.revisions.rules import rules_of
from documents.models import Document
from documents.papers.actions import annotate, annul
from journal.record import move, record
from programme.models import Person

Kind, Outcome = Revision.Kind, Revision.Outcome
TITLES = {Kind.AMEND: "Об изменении", Kind.REVOKE: "Об отмене"}
RESOLUTIONS = {Kind.AMEND: AMEND, Kind.REVOKE: REVOKE}


def propose(
    decision: Decision, *, by: Person, kind: str, text: str, reasons: str, points: Sequence[int] = ()
) -> Revision:
    """The chair or the secretary asks the body to change a decision of its own; those concerned are the same."""
    standing.require_untied(by, [decision.item])
    if words := bar(decision):
        raise Refused(words)
    if kind not in offers(decision):
        raise Refused("Это решение можно только отменить.")
    earlier, paper = decision.item, decision.document
    assert paper is not None, "what is in force is on paper"
    about = f"решения № {paper.number} от {paper.date:%d.%m.%Y}"
    item = agenda.propose_item(
        title=f"{TITLES[Kind(kind)]} {about} {quoted(paper.title)}"[:400], question=reasons, draft_resolution=text,
        resolutions=[RESOLUTIONS[Kind(kind)], KEEP, DEFER], about=f"{about} {quoted(paper.title)}", reporter=by.short_name,
        materials=[paper], concerned=earlier.concerned, conflicted_organizations=earlier.conflicted_organizations.all(),
        interested_people=earlier.interested_people.all(), body=earlier.body, matter=earlier.matter, by=by,
    )  # fmt: skip
    revision = Revision.objects.create(
        decision=decision, item=item, kind=kind, points=sorted(points) if kind == Kind.AMEND else [], proposed_by=by,
        proposed_at=timezone.now(),
    )  # fmt: skip
    record(decision, "propose_revision", f"Внесён вопрос: {item.title}", by=by, ground=reasons)
    door.open_case(revision, by)
    return revision


def settle(revision: Revision) -> None:
    """The body has answered: by two thirds it has changed its decision, or the decision stays as it is."""
    revision = Revision.objects.select_related("decision", "item").get(pk=revision.pk)
    item = revision.item
    if not item.is_effective or item.verdict != revision.kind:
        _end(revision, Outcome.KEPT)
        record(revision.decision, "keep", "Решение оставлено в силе", ground=item.verdict_title or item.motive)
        return
    with locked(revision.decision.case.pk):
        decision = Decision.objects.get(pk=revision.decision_id)
        if decision.status not in CHANGEABLE:
            _end(revision, Outcome.TOO_LATE)
            record(decision, "not_revised", "Пересматривать нечего: решение уже не действует", ground=str(item.paper))
            return
        _change(revision, decision, item.decision)
        _end(revision, Outcome.DONE)


def _end(revision: Revision, outcome: Revision.Outcome) -> None:
    revision.outcome = outcome
    revision.save(update_fields=["outcome"])


def _change(revision: Revision, decision: Decision, new: Decision) -> None:
    """Both papers name one another. Under the lock of the case of the decision."""
    old, paper = decision.document, new.document
    assert old is not None and paper is not None, "what is in force is on paper"
    ground = f"решением № {paper.number} от {paper.date:%d.%m.%Y}"
    if revision.kind == Kind.AMEND:
        numbers = ", ".join(str(number) for number in revision.points)
        instructions.drop(decision, ground=f"пункт изменён {ground}", number__in=revision.points)
        move(decision.amend, f"Решение изменено: пункты {numbers}", ground=ground, changed_by=new)
        _refer(old, paper, "warning", f"Изменено {ground}", f"Изменены пункты: {numbers}. Действует в новой редакции.")
        _refer(paper, old, "info", f"Изменяет решение № {old.number} от {old.date:%d.%m.%Y}")
        return
    decisions.repeal(decision, ground=f"отменено {ground}", changed_by=new)
    annul(old, reason=f"Отменено {ground}")
    _refer(old, paper, "error", f"Отменено {ground}")
    _refer(paper, old, "info", f"Отменяет решение № {old.number} от {old.date:%d.%m.%Y}")
    rules = rules_of(decision)
    if rules and rules.follow:
        later(rules.follow, decision=decision.pk, ground=ground)


def _refer(paper: Document, other: Document, kind: str, title: str, text: str = "") -> None:
    annotate(paper, kind=kind, title=title, text=text, url=other.check_path)
