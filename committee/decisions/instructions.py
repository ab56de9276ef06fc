"""Points of a decision become undertakings, and what came of them (UN-01, PP-26 «с условиями», DC-12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.locking import locked
from casework.roles import CLERK
from committee.bodies.models import BodyMember
from committee.decisions.models import Decision
from committee.decisions.points import DecisionPoint
from committee.recusals import closing
from documents.models import Document
from execution.models import Undertaking
from execution.undertakings import actions as undertakings
from execution.undertakings import papers
from programme.models import Organization, Person


@dataclass(frozen=True)
class Instruction:
    """Who carries a point out, by when, as the secretary has written it."""

    number: int
    text: str
    due_on: date
    proof: str = ""
    organization: Organization | None = None
    person: Person | None = None
    is_condition: bool = False


def word(decision: Decision, instructions: Iterable[Instruction]) -> list[DecisionPoint]:
    """Keep them beside the points; those of an unsigned paper before it fall away."""
    decision.instructions.filter(undertaking=None).delete()  # type: ignore[attr-defined]
    return [
        DecisionPoint.objects.create(
            decision=decision, number=row.number, text=row.text, organization=row.organization, person=row.person,
            due_on=row.due_on, proof=row.proof, is_condition=row.is_condition,
        )
        for row in instructions
    ]  # fmt: skip


def of(decision: Decision, **which: Any) -> "list[DecisionPoint]":
    """The instructions of a decision."""
    rows = DecisionPoint.objects.filter(decision=decision, **which)
    return list(rows.select_related("undertaking", "organization", "person").order_by("number"))


def give(decision: Decision, *, conditions: bool) -> None:
    """UN-01: the executors are asked; conditions when the decision is signed, the rest when it binds."""
    body, closed_to = decision.line.meeting.body, closing.keys(decision.line.meeting, decision.line)
    for row in of(decision, undertaking=None, is_condition=conditions):
        row.undertaking = undertakings.give(
            kind=Undertaking.Kind.INSTRUCTION, title=row.text, source=str(row)[:300], source_url=decision.get_absolute_url(),
            controller=controller_of(decision), organization=row.organization, person=row.person, due_on=row.due_on,
            proof=row.proof, is_condition=row.is_condition, closed_to=closed_to, by=None,
            readers=[*decision.item.concerned, *body.reader_keys()],
        )  # fmt: skip
        row.save()


def controller_of(decision: Decision) -> str:
    """The secretary of the body; of a body without one the clerk."""
    return decision.line.meeting.body.key_of(BodyMember.Role.SECRETARY) or CLERK


def next_open(decision: Decision, **which: Any) -> Undertaking | None:
    """The first that is not over; none when all are."""
    rows = (row.undertaking for row in of(decision, undertaking__isnull=False, **which))
    return next((row for row in rows if row and not row.is_final), None)


def unmet_conditions(decision: Decision) -> list[DecisionPoint]:
    """Conditions that are over and were not fulfilled."""
    rows = of(decision, is_condition=True, undertaking__status__in=Undertaking.FINAL)
    return [row for row in rows if row.undertaking and row.undertaking.status != Undertaking.Status.DONE]


def is_anything_done(decision: Decision) -> bool:
    """DC-12 wants at least one of them done."""
    return bool(of(decision, undertaking__status__in=Undertaking.FULFILLED))


def publish(decision: Decision) -> None:
    """What everybody reads in the decision, everybody sees carried out."""
    for row in of(decision, undertaking__is_public=False):
        assert row.undertaking is not None, "asked for by its own column"
        undertakings.publish(row.undertaking)


def drop(decision: Decision, *, ground: str, **which: Any) -> None:
    """UN-12: the decision, or some of its points, does not bind any more, and nobody carries it out."""
    for row in of(decision, undertaking__isnull=False, **which):
        given = row.undertaking
        assert given is not None, "asked for by its own column"
        with locked(given.case.pk):
            undertakings.drop(Undertaking.objects.get(pk=given.pk), ground=ground)


def statement(decision: Decision, by: Person) -> Document:
    """DC-12: the statement of what came of each."""
    assert decision.document is not None, "a decision in force is on paper"
    rows = [row.undertaking for row in of(decision, undertaking__isnull=False) if row.undertaking]
    return papers.execution_of(
        f"Об исполнении решения № {decision.document.number}", str(decision), rows, by=by,
        closed_to=closing.keys(decision.line.meeting, decision.line), keys=decision.document.readers,
    )  # fmt: skip
