"""Inviting somebody to represent an organisation, and the answers to that."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.later import later
from casework.locking import locked
from casework.models import Waiting
from casework.notify import notify, tell
from journal.record import move, record
from programme.invitations.models import Invitation
from programme.organizations.actions import ask_to_confirm
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.models import Person
from programme.periods import today
from programme.regulations.models import Regulation
from programme.rows import locked as held
from programme.rows import overlapping

PAST = "Срок, на который вас приглашали, уже прошёл. Попросите пригласить вас ещё раз."


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
    """A confirmed head asks somebody to represent the organisation. Nothing else changes until the person accepts.

    Raises Refused; what it says is the same whether or not the address belongs to a registered person.
    """
    held(Organization, organization.pk)
    if not _heads(organization).filter(person=by).exists():
        raise Refused("Представителей приглашает руководитель организации, чьи полномочия подтверждены.")
    email = email.strip().lower()
    person = Person.objects.reached_at(email)
    _check_may_be_asked(organization, email)
    if person and overlapping(organization.memberships.filter(person=person), valid_from or today(), valid_to):
        raise Refused(f"{person} на это время уже представляет организацию. Сначала прекратите прежние полномочия.")
    invitation = Invitation.objects.create(
        organization=organization, email=email, code=secrets.token_urlsafe(32), role=role, position=position, ground=ground,
        valid_from=valid_from or today(), valid_to=valid_to, invited_by=by, person=person,
    )  # fmt: skip
    title = f"Приглашение представлять организацию: {invitation.get_role_display()}"
    record(invitation, "invite", title, by=by, ground=ground, after=invitation.status)
    door.open_case(invitation, by)
    _mail(invitation)
    return invitation


@transaction.atomic
def invite_head(organization: Organization, *, by: Person, email: str, position: str, ground: str) -> Invitation:
    """The office asks whoever leads an organisation it has entered itself; the mandate is confirmed after the answer, as any head's."""
    organization = held(Organization, organization.pk)
    if not _is_entered(organization):
        raise Refused(f"{organization}: представители уже есть, приглашает руководитель.")
    email = email.strip().lower()
    _check_may_be_asked(organization, email)
    invitation = Invitation.objects.create(
        organization=organization, email=email, code=secrets.token_urlsafe(32), role=Membership.Role.HEAD, position=position,
        ground=ground, valid_from=today(), invited_by=by, person=Person.objects.reached_at(email),
    )  # fmt: skip
    record(
        invitation,
        "invite",
        "Приглашение возглавить организацию в системе",
        by=by,
        ground=ground,
        after=invitation.status,
    )
    door.open_case(invitation, by)
    _mail(invitation)
    return invitation


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
        raise Refused("Приглашение на этот адрес уже отправлено и ждёт ответа.")
    pause = timedelta(days=rules["repeat_after_days"])
    refusals = asked.filter(status=Invitation.Status.DECLINED, answered_at__gt=timezone.now() - pause)
    if refusal := refusals.order_by("-answered_at").first():
        assert refusal.answered_at, "a refusal has its moment"
        again = timezone.localdate(refusal.answered_at + pause)
        raise Refused(f"Приглашение на этот адрес отклонено. Повторить его можно не раньше {again:%d.%m.%Y}.")
    if organization.invitations.open().count() >= rules["open_max"]:
        raise Refused(f"Ответа ждут уже {rules['open_max']} приглашений: дождитесь ответов или отзовите лишние.")


def _mail(invitation: Invitation) -> None:
    """A letter to whoever has no cabinet here; the others have a task, a notification and its letter."""
    if invitation.person_id is None:
        later("programme.tasks.mail_invitation", invitation_id=invitation.pk)


def answer_invitation(invitation: Invitation, *, by: Person, is_accepted: bool, reason: str = "") -> None:
    """Accept or decline. Only the first makes a representation; the second leaves no trace of a tie."""
    if not is_accepted:
        title = "Приглашение представлять организацию отклонено"
        move(invitation.decline, title, by=by, ground=reason, person=by, reason=reason)
        _tell_inviter(invitation, "Приглашение отклонено", f"{invitation.email}. {reason}".strip())
        return
    organization = invitation.organization
    if organization.closed_at or not (_heads(organization).exists() or _is_entered(organization)):
        raise Refused(
            "У организации сейчас нет руководителя с подтверждёнными полномочиями: принять приглашение нельзя."
        )
    if invitation.valid_to and invitation.valid_to < today():
        raise Refused(PAST)
    held(Person, by.pk, forget=by)
    if overlapping(organization.memberships.filter(person=by), invitation.valid_from, invitation.valid_to):
        raise Refused(
            "Вы уже представляете эту организацию. Откажитесь от приглашения или сначала прекратите прежние полномочия."
        )
    move(invitation.accept, "Приглашение представлять организацию принято", by=by, person=by)
    _join(invitation, by)
    _tell_inviter(invitation, f"{by} теперь представляет организацию", f"{organization}: {invitation.position}.")


def _join(invitation: Invitation, person: Person) -> Membership:
    """The representation itself; of a new head the secretariat still has to see the papers."""
    is_head = invitation.role == Membership.Role.HEAD
    confirmed = {} if is_head else {"confirmed_at": timezone.now(), "confirmed_by": invitation.invited_by}
    membership = Membership.objects.create(
        organization=invitation.organization, person=person, role=invitation.role, position=invitation.position,
        ground=invitation.ground, valid_from=invitation.valid_from, valid_to=invitation.valid_to, invitation=invitation,
        **confirmed,
    )  # fmt: skip
    title = f"{person}: {membership.get_role_display()} организации {membership.organization}"
    payload = {"invitation": invitation.pk, "invited_by": invitation.invited_by_id}
    record(membership, "join", title, by=person, ground=invitation.ground, payload=payload)
    if is_head:
        ask_to_confirm(membership)
    return membership


def lapse_invitation(invitation: Invitation) -> None:
    """The term has passed without an answer: silence is no consent."""
    move(invitation.lapse, "Приглашение осталось без ответа")
    _tell_inviter(invitation, "Приглашение осталось без ответа", f"{invitation.email}: {invitation.organization}.")


def withdraw_invitation(invitation: Invitation, *, by: Person, ground: str = "") -> None:
    """The organisation takes it back before it is answered. Under the lock of its case."""
    if not invitation.is_open:
        raise Refused("На это приглашение уже ответили, или его срок прошёл.")
    move(invitation.withdraw, "Приглашение отозвано", by=by, ground=ground, reason=ground)
    door.close_case(invitation.case)
    if invitation.person:
        text = f"{invitation.organization}. Отвечать на него не нужно."
        tell(invitation.person, f"invitation:{invitation.pk}:withdrawn", "Приглашение отозвано", text)


def hand_over_invitations(person: Person, email: str) -> int:
    """Somebody has confirmed an address: what was sent there becomes their task. Returns how many there were."""
    waiting = Invitation.objects.open().filter(email=email.strip().lower(), person=None).select_related("case")
    return sum(_hand_over(invitation, person) for invitation in waiting)


def _hand_over(invitation: Invitation, person: Person) -> int:
    with locked(invitation.case.pk):
        fresh = Invitation.objects.open().filter(pk=invitation.pk, person=None).first()
        if fresh is None or not person.is_active:
            return 0
        old = fresh.addressee
        fresh.person = person
        fresh.save(update_fields=["person"])
        Waiting.objects.open().filter(process=fresh.case.pk, addressee=old).update(addressee=fresh.addressee)
        record(fresh, "hand_over", "Приглашение передано тому, кто подтвердил адрес")
        for task in Waiting.objects.open().filter(process=fresh.case.pk):
            notify(fresh.addressee, f"task:{task.pk}", task.title, f"{task.case_title}.", task.get_absolute_url())
    return 1


def _tell_inviter(invitation: Invitation, title: str, text: str) -> None:
    url = invitation.organization.get_absolute_url()
    tell(invitation.invited_by, f"invitation:{invitation.pk}:{invitation.status}", title, text, url)
