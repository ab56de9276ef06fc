"""Who represents whom, where the story is about something else: an invitation that has been accepted, and what came of it."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone
from viewflow.workflow.status import PROCESS

from journal.record import move
from programme.invitations.flow import InvitationFlow
from programme.invitations.models import REPRESENTATION
from programme.models import Invitation, InvitationCase, Membership, Organization, Person
from programme.people import actions as people

NUMBERS = count(1)


def belong(person: Person, organization: Organization, role: str = "staff", **terms: Any) -> Membership:
    """The person represents the organisation, confirmed; a head has claimed it themselves, everybody else was invited."""
    terms = {"position": "сотрудник", "ground": "приказ", "valid_from": date(2020, 1, 1)} | terms
    confirmed = {"confirmed_at": timezone.now(), "confirmed_by": witness()}
    invitation = None if role == "head" else accepted(person, organization, role, **terms)
    return Membership.objects.create(
        person=person, organization=organization, role=role, invitation=invitation, **{**confirmed, **terms}
    )


def accepted(person: Person, organization: Organization, role: str, **terms: Any) -> Invitation:
    """An invitation the person has accepted; its case is over."""
    kept = {name: terms.get(name) for name in ("position", "ground", "valid_from", "valid_to")}
    invitation = Invitation.objects.create(
        purpose=REPRESENTATION, organization=organization, email=person.email, code=f"code-{next(NUMBERS)}", role=role, person=person,
        invited_by=witness(), **kept,
    )  # fmt: skip
    case = InvitationCase.for_subject(invitation)
    case.flow_class, case.status, case.finished = InvitationFlow, PROCESS.DONE, timezone.now()
    case.save()
    move(invitation.accept, "Приглашение представлять организацию принято", by=person, person=person)
    return invitation


def witness() -> Person:
    """Somebody of the organisation who is not in the story."""
    return people.enroll(email=f"witness{next(NUMBERS)}@example.org", last_name="Свидетелева", first_name="Вера")
