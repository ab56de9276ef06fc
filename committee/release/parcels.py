"""What goes to whom when a sitting is released: shown to the secretary before, exactly as it will be done."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from committee.agenda.lines import AgendaLine
from committee.decisions.models import Decision
from committee.meetings.models import Meeting
from committee.voting.papers import is_named
from documents.models import Document

Outcome = AgendaLine.Outcome


@dataclass(frozen=True)
class Parcel:
    """What of one item goes out, and what stays."""

    line: AgendaLine
    verdict: str  # as everybody will read it; empty where nothing was resolved or it stays inside
    decision: Document | None  # enters the public register
    extract: Document | None  # opens to those concerned
    people: list[str]  # who gets the extract and a message
    is_named: bool  # who voted how is open to everybody
    stays: str  # why nothing of it goes out (Russian)


def parcels(meeting: Meeting) -> list[Parcel]:
    """The items of a sitting in their order."""
    lines = meeting.lines.exclude(outcome=Outcome.EXCLUDED).select_related("item", "extract", "decision__document")
    return [_parcel(line) for line in lines.order_by("number")]


def parcel_of(decision: Decision) -> Parcel:
    """A decision that goes out after its sitting."""
    return _parcel(decision.line)


def _parcel(line: AgendaLine) -> Parcel:
    item, decision = line.item, getattr(line, "decision", None)
    stays = _stays(line, decision)
    goes = not stays and line.outcome in (Outcome.DECIDED, Outcome.DEFERRED)
    extract = line.extract if goes else None
    return Parcel(
        line=line,
        verdict=item.verdict_title if goes and not item.stays_inside else "",
        decision=decision.document if goes and decision else None,
        extract=extract,
        people=_names(item.concerned) if extract else [],
        is_named=any(is_named(ballot) for ballot in line.ballots.exclude(closed_at=None)),
        stays=stays,
    )


def _stays(line: AgendaLine, decision: Decision | None) -> str:
    if decision and decision.status == Decision.Status.PENDING_ACT:
        return "решение ждёт акта Главы города и выйдет отдельно, когда акт внесут"
    if decision and decision.status == Decision.Status.REVOKED:
        return "решение отменено: акт Главы города не издан"
    if line.item.stays_inside and line.outcome == Outcome.DECIDED:
        return "рекомендация: её объявит тот, кто принимает решение"
    return ""


def _names(keys: list[str]) -> list[str]:
    """The people who hold the capacities now: those who will be told."""
    people = get_user_model().objects
    return sorted({person.get_full_name() for key in keys for person in people.holding(key)})
