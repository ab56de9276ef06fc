"""Inviting somebody by an address, and the answers to that: the same for a representative, a role, a seat."""

import secrets
from typing import Any

from django.db import transaction

from casework import door
from casework.door import Refused
from casework.later import later
from casework.locking import locked
from casework.models import Waiting
from casework.notify import notify, tell
from journal.record import move, record
from programme.invitations.models import Invitation
from programme.invitations.purposes import Purpose
from programme.people.models import Person
from programme.periods import today

PAST = "Срок, на который вас приглашали, уже прошёл. Попросите пригласить вас ещё раз."
ALREADY_ASKED = "Приглашение на этот адрес уже отправлено и ждёт ответа."


@transaction.atomic
def send(purpose: Purpose, *, by: Person | None, email: str, ground: str, **terms: Any) -> Invitation:
    """Ask somebody. Nothing else changes until the person accepts. `terms`: what an `Invitation` keeps of the offer.

    Whoever invites has been checked by the caller, who says no word that depends on whether the address belongs to a person.
    """
    email = email.strip().lower()
    person = Person.objects.reached_at(email)
    if by is not None and person == by:
        raise Refused("Это ваш собственный адрес: пригласить себя нельзя.")
    invitation = Invitation.objects.create(
        purpose=purpose.key, email=email, code=secrets.token_urlsafe(32), ground=ground, invited_by=by, person=person, **terms
    )  # fmt: skip
    title = f"{purpose.title}: {purpose.errand(invitation)}"
    record(invitation, "invite", title, by=by, ground=ground, after=invitation.status)
    door.open_case(invitation, by)
    if person is None:  # the others have a task, a notification and its letter
        later("programme.tasks.mail_invitation", invitation_id=invitation.pk)
    return invitation


def answer_invitation(invitation: Invitation, *, by: Person, is_accepted: bool, reason: str = "") -> None:
    """Accept or decline. Only the first makes anything hold; the second leaves no trace of a tie."""
    purpose = invitation.kind
    if not is_accepted:
        move(invitation.decline, f"{purpose.title} отклонено", by=by, ground=reason, person=by, reason=reason)
        _tell_inviter(invitation, "Приглашение отклонено", f"{invitation.email}. {reason}".strip())
        return
    if invitation.valid_to and invitation.valid_to < today():
        raise Refused(PAST)
    move(invitation.accept, f"{purpose.title} принято", by=by, person=by)
    title, text = purpose.accept(invitation, by=by)
    _tell_inviter(invitation, title, text)


def lapse_invitation(invitation: Invitation) -> None:
    """The term has passed without an answer: silence is no consent."""
    move(invitation.lapse, "Приглашение осталось без ответа")
    _tell_inviter(invitation, "Приглашение осталось без ответа", f"{invitation.email}: {invitation.kind.title}.")


def withdraw_invitation(invitation: Invitation, *, by: Person, ground: str = "") -> None:
    """Whoever has invited takes it back before it is answered. Under the lock of its case."""
    if not invitation.is_open:
        raise Refused("На это приглашение уже ответили, или его срок прошёл.")
    move(invitation.withdraw, "Приглашение отозвано", by=by, ground=ground, reason=ground)
    door.close_case(invitation.case)
    if invitation.person:
        text = f"{invitation.kind.inviter(invitation)}. Отвечать на него не нужно."
        tell(invitation.person, f"invitation:{invitation.pk}:withdrawn", "Приглашение отозвано", text)


def mail_again(invitation: Invitation, *, by: Person) -> None:
    """The letter may have been lost: the same link once more. The term for an answer stays. Under the lock of its case."""
    if not invitation.is_open:
        raise Refused("На это приглашение уже ответили, или его срок прошёл. Отправьте новое.")
    invitation.mailed_at = None
    invitation.save(update_fields=["mailed_at"])
    record(invitation, "mail_again", "Письмо с приглашением отправлено ещё раз", by=by)
    later("programme.tasks.mail_invitation", invitation_id=invitation.pk)


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
    if invitation.invited_by:
        place = invitation.kind.place(invitation)
        tell(invitation.invited_by, f"invitation:{invitation.pk}:{invitation.status}", title, text, place)
