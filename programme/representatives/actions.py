"""Inviting somebody to represent an organisation, and what their agreement makes."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework.door import Refused
from journal.record import record
from programme.interests.actions import surfaced
from programme.invitations.actions import ALREADY_ASKED, send
from programme.invitations.models import REPRESENTATION, Invitation
from programme.invitations.purposes import Purpose
from programme.mandates.actions import ask_to_confirm
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.models import Person
from programme.periods import today
from programme.regulations.models import Regulation
from programme.rows import locked, overlapping


@transaction.atomic
def invite(
    organization: Organization,
    *,
    by: Person,
    email: str,
    role: str,
    position: str,
    ground: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Invitation:
    """A confirmed head asks somebody to represent the organisation.

    Raises Refused; what it says is the same whether or not the address belongs to a registered person.
    """
    locked(Organization, organization.pk)
    if not _heads(organization).filter(person=by).exists():
        raise Refused("Представителей приглашает руководитель организации, чьи полномочия подтверждены.")
    email = email.strip().lower()
    _check_may_be_asked(organization, email)
    person = Person.objects.reached_at(email)
    if person and overlapping(organization.memberships.filter(person=person), valid_from or today(), valid_to):
        raise Refused(f"{person} на это время уже представляет организацию. Сначала прекратите прежние полномочия.")
    return send(
        PURPOSE, by=by, email=email, organization=organization, role=role, position=position, ground=ground,
        valid_from=valid_from or today(), valid_to=valid_to,
    )  # fmt: skip


@transaction.atomic
def invite_head(organization: Organization, *, by: Person, email: str, position: str, ground: str) -> Invitation:
    """The office asks whoever leads an organisation it has entered itself; the mandate is confirmed after the answer, as any head's."""
    organization = locked(Organization, organization.pk)
    if not _is_entered(organization):
        raise Refused(f"{organization}: представители уже есть, приглашает руководитель.")
    email = email.strip().lower()
    _check_may_be_asked(organization, email)
    return send(
        PURPOSE, by=by, email=email, organization=organization, role=Membership.Role.HEAD, position=position, ground=ground,
        valid_from=today(),
    )  # fmt: skip


def _is_entered(organization: Organization) -> bool:
    """Has the office entered it, and has nobody represented it yet?"""
    return organization.is_checked and not organization.memberships.exists()


def _heads(organization: Organization) -> QuerySet[Membership]:
    return organization.memberships.mandated().filter(role=Membership.Role.HEAD)


def _check_may_be_asked(organization: Organization, email: str) -> None:
    """One question at a time, none soon after a refusal, and not to half the city."""
    rules = Regulation.in_force().value("representation")
    asked = organization.invitations.filter(email=email)
    if asked.open().exists():
        raise Refused(ALREADY_ASKED)
    pause = timedelta(days=rules["repeat_after_days"])
    refusals = asked.filter(status=Invitation.Status.DECLINED, answered_at__gt=timezone.now() - pause)
    if refusal := refusals.order_by("-answered_at").first():
        assert refusal.answered_at, "a refusal has its moment"
        again = timezone.localdate(refusal.answered_at + pause)
        raise Refused(f"Приглашение на этот адрес отклонено. Повторить его можно не раньше {again:%d.%m.%Y}.")
    if organization.invitations.open().count() >= rules["open_max"]:
        raise Refused(f"Ответа ждут уже {rules['open_max']} приглашений: дождитесь ответов или отзовите лишние.")


def accept(invitation: Invitation, *, by: Person) -> tuple[str, str]:
    """The person agrees: a representation; of a new head the secretariat still has to see the papers."""
    organization = _organization(invitation)
    if organization.closed_at or not (_heads(organization).exists() or _is_entered(organization)):
        raise Refused(
            "У организации сейчас нет руководителя с подтверждёнными полномочиями: принять приглашение нельзя."
        )
    locked(Person, by.pk, forget=by)
    if overlapping(organization.memberships.filter(person=by), invitation.valid_from, invitation.valid_to):
        raise Refused(
            "Вы уже представляете эту организацию. Откажитесь от приглашения или сначала прекратите прежние полномочия."
        )
    _join(invitation, organization, by)
    return f"{by} теперь представляет организацию", f"{organization}: {invitation.position}."


def _join(invitation: Invitation, organization: Organization, person: Person) -> Membership:
    is_head = invitation.role == Membership.Role.HEAD
    confirmed = {} if is_head else {"confirmed_at": timezone.now(), "confirmed_by": invitation.invited_by}
    membership = Membership.objects.create(
        organization=organization, person=person, role=invitation.role, position=invitation.position,
        ground=invitation.ground, valid_from=invitation.valid_from, valid_to=invitation.valid_to, invitation=invitation,
        **confirmed,
    )  # fmt: skip
    title = f"{person}: {membership.get_role_display()} организации {membership.organization}"
    payload = {"invitation": invitation.pk, "invited_by": invitation.invited_by_id}
    record(membership, "join", title, by=person, ground=invitation.ground, payload=payload)
    if is_head:
        ask_to_confirm(membership, by=person)
    surfaced(person)
    return membership


def _organization(invitation: Invitation) -> Organization:
    assert invitation.organization, "the database lets no representation go without"
    return invitation.organization


def _facts(invitation: Invitation) -> list[tuple[str, Any]]:
    return [
        ("Организация", _organization(invitation).full_name),
        ("Роль", Membership.Role(invitation.role).label),
        ("Должность", invitation.position),
    ]


def _head(invitation: Invitation, person: Person) -> str:
    return "руководитель организации" if _heads(_organization(invitation)).filter(person=person).exists() else ""


PURPOSE = Purpose(
    key=REPRESENTATION,
    title="Приглашение представлять организацию",
    inviter=lambda invitation: str(invitation.organization),
    errand=lambda invitation: f"представлять организацию: {Membership.Role(invitation.role).label}",
    facts=_facts,
    accept=accept,
    place=lambda invitation: _organization(invitation).get_absolute_url(),
    meaning="Пока вы не приняли приглашение, ничего не меняется: организация не значится среди ваших, её черновики и задачи вам не"
    " видны. Если вы примете его, связь с организацией будет учитываться как возможный конфликт интересов там, где вы эксперт, член"
    " комитета или жюри. После отказа никакой связи нет и не было.",
    home=("organisation", "Мои организации"),
    keeper=_head,
)
