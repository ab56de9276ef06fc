"""Whom the flows of this room ask, and what they wait for."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from viewflow.workflow.activation import Activation

from casework.nodes import subject_of
from casework.roles import CLERK
from committee.agenda.lines import AgendaLine
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body, BodyMember
from committee.decisions.models import Decision
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting
from committee.recusals import standing
from committee.voting.votes import BallotSeat
from documents.models import Document
from journal.record import key


def body_of(activation: Activation) -> Body:
    """The body whose sitting, vote or decision it is."""
    subject = activation.process.subject
    if isinstance(subject, Meeting):
        return subject.body
    return subject.line.meeting.body


def chair(activation: Activation) -> str:
    """The chair of the body, or whoever acts as one."""
    return body_of(activation).acting_chair_key()


def approver(activation: Activation) -> str:
    """Who approves the agenda: the chair, or whoever has no interest in what stands on it."""
    return _untied(activation, chair(activation), for_chair=True)


def secretary(activation: Activation) -> str:
    """The secretary of the body; with an interest in what the step is about, a colleague instead."""
    return _untied(activation, body_of(activation).key_of(BodyMember.Role.SECRETARY))


def _untied(activation: Activation, key: str, *, for_chair: bool = False) -> str:
    """Whoever does a step about items has an interest in none of them; asked once for all branches that open together."""
    known = activation.process.__dict__.setdefault("_untied", {})
    if (key, for_chair) not in known:
        known[key, for_chair] = _find_untied(activation, key, for_chair=for_chair)
    return str(known[key, for_chair])


def _find_untied(activation: Activation, key: str, *, for_chair: bool) -> str:
    subject = activation.process.subject
    if isinstance(subject, Meeting):
        lines = subject.lines.exclude(outcome=AgendaLine.Outcome.EXCLUDED).select_related("item")
        items = [line.item for line in lines] or list(AgendaItem.objects.waiting_for_a_sitting(subject.body))
        meeting = subject
    else:
        items, meeting = [subject.line.item], subject.line.meeting
    signing = meeting.signing_member
    besides = signing.person_id if signing else None
    colleagues = standing.in_turn(meeting.body, for_chair=for_chair, besides=besides)
    return standing.addressee(key, items, meeting.regulation, colleagues)


def secretary_office(activation: Activation) -> str:
    """Whose steps they are: the secretary's, of a body without one the clerk's."""
    return secretary(activation) or CLERK


def appointed_time(activation: Activation) -> datetime:
    """When the sitting begins, as its row says now: it may have been put off."""
    meeting: Meeting = activation.process.subject
    return Meeting.objects.values_list("scheduled_at", flat=True).get(pk=meeting.pk)


def agenda_makers(activation: Activation) -> str:
    """The working commission; where there is none, the secretary (MT-02)."""
    role = f"role:{body_of(activation).agenda_role}"
    return _untied(activation, role) if get_user_model().objects.holding(role).exists() else secretary(activation)


def presiding(activation: Activation) -> str:
    """Whoever opened the sitting leads it to its end; a vote is closed by whoever presides over its item."""
    subject = activation.process.subject
    leader = (
        subject.presiding if isinstance(subject, Meeting) else standing.of_line(subject.line).leading_now(subject.line)
    )
    assert leader is not None, "somebody has opened the sitting"
    return leader.key


def member(activation: Activation) -> str:
    """The member a branch is about: nobody votes or remarks for another."""
    return subject_of(activation).member.key  # type: ignore[attr-defined]


def attended(activation: Activation) -> Iterable[Attendance]:
    """One entry of attendance for every member who was at the sitting."""
    meeting = activation.process.subject
    there = meeting.attendance.filter(is_present=True, at__gte=meeting.opened_at)
    return there.order_by("member_id", "pk").distinct("member_id")


def voters(activation: Activation) -> Iterable[BallotSeat]:
    """One branch for everybody on the frozen roll."""
    return activation.process.subject.seats.all()


def document_of(activation: Activation) -> Document:
    """The minutes of a sitting, or a decision on paper."""
    subject = activation.process.subject
    document = subject.minutes if isinstance(subject, Meeting) else subject.document
    assert document is not None, "it has been drawn up before it is waited for"
    return document


def document_key(activation: Activation) -> str:
    """The document the case waits for, as a fact's key."""
    return key(document_of(activation))


def is_document_settled(activation: Activation) -> bool:
    """Has the document been signed by both, or refused?"""
    document = document_of(activation)
    return document.is_registered or document.is_annulled


def meeting_key(activation: Activation) -> str:
    """The sitting itself, as a fact's key: its decisions wake it."""
    return key(activation.process.subject)


def has_its_decisions(activation: Activation) -> bool:
    """Is every decision of the sitting on signed paper?"""
    return all(row.is_settled for row in Decision.objects.filter(line__meeting=activation.process.subject))
