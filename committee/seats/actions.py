"""Inviting people into bodies; their agreement is a seat with its roles (регламент 3.5, «Состав»)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from casework import roles, workdays
from casework.door import Refused
from committee.bodies.actions import roles_of, seat, unseat
from committee.bodies.composition import SeatOffer
from committee.bodies.models import Body, BodyMember
from journal.record import key
from programme.appointments import actions as appointments
from programme.invitations.actions import send
from programme.invitations.models import Invitation
from programme.invitations.purposes import Purpose
from programme.models import Person, Sector
from programme.rows import locked, overlapping


@dataclass(frozen=True)
class Place:
    """One line of a composition that is being put together."""

    email: str
    sector: str
    role: str = BodyMember.Role.MEMBER
    name: str = ""
    position: str = ""


@transaction.atomic
def invite_all(
    body: Body, *, by: Person, places: Sequence[Place], ground: str, valid_from: date | None = None,
    valid_to: date | None = None,
) -> list[Invitation]:  # fmt: skip
    """Ask everybody named to take a seat: all of them or, if one line cannot be, nobody. Raises Refused naming the line."""
    body = locked(Body, body.pk)
    if body.closed_at:
        raise Refused("Этот орган уже прекратил работу.")
    start = max(valid_from or workdays.local_date(), workdays.local_date())
    sent = []
    for number, place in enumerate(places, 1):
        try:
            sent.append(_invite(body, place, by=by, ground=ground, valid_from=start, valid_to=valid_to))
        except Refused as refusal:
            raise Refused(f"Строка {number}, {place.email}: {refusal}") from refusal
    return sent


def invite_instead(
    member: BodyMember, *, by: Person, place: Place, ground: str, valid_to: date | None = None
) -> Invitation:
    """Ask somebody to take the place of a member, whose seat ends when the other agrees."""
    with transaction.atomic():
        body = locked(Body, member.body_id)
        start = workdays.local_date()
        return _invite(body, place, by=by, ground=ground, valid_from=start, valid_to=valid_to, replaces=member)


def _invite(
    body: Body, place: Place, *, by: Person, ground: str, valid_from: date, valid_to: date | None,
    replaces: BodyMember | None = None,
) -> Invitation:  # fmt: skip
    email, subject = place.email.strip().lower(), key(body)
    if Invitation.objects.open().filter(subject=subject, email=email).exists():
        raise Refused("приглашение на этот адрес уже отправлено и ждёт ответа.")
    _check_chair(body, place.role, valid_from, valid_to, replaces)
    if person := Person.objects.reached_at(email):
        _check_person(body, person, place.role, valid_from, valid_to)
    return send(
        PURPOSE, by=by, email=email, ground=ground, subject=subject, role=place.role, position=place.position,
        valid_from=valid_from, valid_to=valid_to,
        offering=lambda made: SeatOffer.objects.create(
            invitation=made, body=body, sector=place.sector, name=place.name, replaces=replaces
        ),
    )  # fmt: skip


def _check_chair(body: Body, role: str, start: date, end: date | None, replaces: BodyMember | None) -> None:
    """One chair a body, and one question about it."""
    if role != BodyMember.Role.CHAIR:
        return
    seats = overlapping(body.members.filter(role=role).exclude(pk=replaces.pk if replaces else 0), start, end)
    asked = Invitation.objects.open().filter(subject=key(body), role=role)
    if seats or asked.exists():
        raise Refused("председатель у органа уже есть или приглашён.")


def _check_person(body: Body, person: Person, role: str, start: date, end: date | None) -> None:
    """What can already be seen of somebody who is registered."""
    if overlapping(body.members.filter(person=person), start, end):
        raise Refused("этот человек уже входит в состав.")
    for needed in roles_of(body, role):
        if not overlapping(person.appointments.filter(role=needed), start, end):
            appointments.check_may_hold(person, needed, "", start, end)


def accept(invitation: Invitation, *, by: Person) -> tuple[str, str]:
    """The person agrees: a seat from today or the first day of the term; whoever had the place leaves it in the same act."""
    offer = invitation.seat_offer
    former = offer.replaces
    if former and former.ended_at is None:
        unseat(former, ground=invitation.ground, by=invitation.invited_by)
    seat(
        offer.body, person=by, sector=offer.sector, role=invitation.role, position=invitation.position, ground=invitation.ground,
        valid_from=max(invitation.valid_from, workdays.local_date()), valid_to=invitation.valid_to, by=invitation.invited_by, offer=offer,
    )  # fmt: skip
    return f"{by} входит в состав", f"{offer.body}: {BodyMember.Role(invitation.role).label}."


def _facts(invitation: Invitation) -> list[tuple[str, Any]]:
    offer = invitation.seat_offer
    return [
        ("Орган", offer.body.title),
        ("Образован", offer.body.act),
        ("Кем", BodyMember.Role(invitation.role).label),
        ("Сектор", Sector(offer.sector).label),
        ("Должность", invitation.position),
        ("Вместо кого", str(offer.replaces.person) if offer.replaces else ""),
    ]


def _errand(invitation: Invitation) -> str:
    return f"войти в состав {invitation.seat_offer.body.title_genitive}: {BodyMember.Role(invitation.role).label}"


PURPOSE = Purpose(
    key="seat",
    title="Приглашение в состав органа",
    inviter=lambda invitation: settings.ORGANISATION_NAME,
    errand=_errand,
    facts=_facts,
    accept=accept,
    place=lambda invitation: invitation.seat_offer.body.get_absolute_url(),
    meaning="Пока вы не приняли приглашение, ничего не меняется. Если вы примете его, вы войдёте в состав, ваше имя, сектор и должность"
    " будут опубликованы на странице органа. Чтобы голосовать, понадобится второй фактор входа.",
    home=("inbox", "Мои задачи"),
    keepers=(roles.ADMIN, roles.COMMITTEE_SECRETARY),
    readers=(roles.AUDITOR,),
)
