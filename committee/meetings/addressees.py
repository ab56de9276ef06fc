"""Whom the flows of this room ask, and what they wait for."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from viewflow.workflow.activation import Activation

from casework.nodes import subject_of
from casework.roles import CLERK
from committee.bodies.models import Body, BodyMember
from committee.decisions.models import Decision
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting
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


def secretary(activation: Activation) -> str:
    """The secretary of the body."""
    return body_of(activation).key_of(BodyMember.Role.SECRETARY)


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
    return role if get_user_model().objects.holding(role).exists() else secretary(activation)


def presiding(activation: Activation) -> str:
    """Whoever opened the sitting leads it to its end."""
    subject = activation.process.subject
    meeting = subject if isinstance(subject, Meeting) else subject.line.meeting
    assert meeting.presiding is not None, "somebody has opened the sitting"
    return meeting.presiding.key


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
