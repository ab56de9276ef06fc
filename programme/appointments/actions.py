"""Roles by appointment, with the forbidden combinations of domain 2.5."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from casework import installation, roles
from casework.door import Refused
from casework.rooms import announced
from journal.record import record
from programme.appointments.absences import tell_offices
from programme.appointments.models import FORBIDDEN, Role, RoleAssignment
from programme.interests.actions import office_changed
from programme.invitations.actions import ALREADY_ASKED, send
from programme.invitations.models import Invitation
from programme.invitations.purposes import Purpose
from programme.people.models import Person
from programme.periods import today
from programme.rows import end, locked, overlapping


@transaction.atomic
def appoint(
    person: Person,
    *,
    role: str,
    ground: str,
    by: Person | None = None,
    scope: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleAssignment:
    """Give a person a role for a period; forbidden combinations of domain 2.5 are refused with the reason."""
    start = valid_from or today()
    if by is not None and by.pk == person.pk:
        raise Refused("Назначить на роль самого себя нельзя.")
    _check_period(start, valid_to)
    person = locked(Person, person.pk, forget=person)
    check_may_hold(person, role, scope, start, valid_to)
    appointment = RoleAssignment.objects.create(
        person=person, role=role, scope=scope, valid_from=start, valid_to=valid_to, ground=ground, appointed_by=by
    )
    payload = {"person": person.pk, "role": role, "scope": scope, "from": start, "to": valid_to}
    record(appointment, "appoint", f"{person}: {appointment.get_role_display()}", by=by, ground=ground, payload=payload)
    office_changed(f"role:{role}")
    return appointment


def _check_period(start: date, end: date | None) -> None:
    if end is not None and end < start:
        raise Refused("Последний день назначения раньше первого.")


def check_may_hold(person: Person, role: str, scope: str, start: date, end: date | None) -> None:
    """Refused if the person has this role at that time, one that may not go with it, or lacks what a room asks (`appointment_needs`)."""
    held = overlapping(person.appointments, start, end)
    if any((other.role, other.scope) == (role, scope) for other in held):
        raise Refused(f"{person} на это время уже назначен(а): {Role(role).label}.")
    if reason := _why_forbidden(role, scope, held):
        raise Refused(f"Совмещение запрещено: {reason}.")
    for _, name in announced("appointment_needs"):
        if lacking := import_string(name)(person, role, start):
            raise Refused(f"Назначить нельзя: {lacking}.")


def _why_forbidden(role: str, scope: str, held: list[RoleAssignment]) -> str:
    for role_a, role_b, only_in_scope, reason in FORBIDDEN:
        for had in held:
            same_place = not only_in_scope or not scope or not had.scope or scope == had.scope
            if {role, had.role} == {role_a, role_b} and same_place:
                return f"{had.get_role_display()} и {Role(role).label} — {reason}"
    return ""


@transaction.atomic
def dismiss(appointment: RoleAssignment, *, ground: str, by: Person | None = None) -> None:
    """End an appointment at once: the next request of the person is made without it."""
    end(appointment, by=by, ground=ground)
    title = f"Прекращено: {appointment.person}, {appointment.get_role_display()}"
    record(appointment, "dismiss", title, by=by, ground=ground)
    office_changed(f"role:{appointment.role}")
    tell_offices()


@transaction.atomic
def invite(
    *,
    email: str,
    role: str,
    ground: str,
    by: Person | None = None,
    scope: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Invitation:
    """Ask somebody by an address to take a role; what they may not hold is refused now if they are known, and again when they accept.

    `by` is nobody only where a city is opened from its machine: then nobody holds a role yet who could invite.
    """
    start, subject = valid_from or today(), f"role:{role}:{scope}".removesuffix(":")
    _check_period(start, valid_to)
    if Invitation.objects.open().filter(subject=subject, email=email.strip().lower()).exists():
        raise Refused(ALREADY_ASKED)
    if person := Person.objects.reached_at(email):
        check_may_hold(person, role, scope, start, valid_to)
    return send(
        PURPOSE, by=by, email=email, ground=ground, subject=subject, role=role, scope=scope, valid_from=start, valid_to=valid_to
    )  # fmt: skip


def accept(invitation: Invitation, *, by: Person) -> tuple[str, str]:
    """The person agrees: appointed by whoever has invited, not before the day of the agreement."""
    start = max(invitation.valid_from, today())
    appoint(
        by, role=invitation.role, scope=invitation.scope, ground=invitation.ground, by=invitation.invited_by, valid_from=start,
        valid_to=invitation.valid_to,
    )  # fmt: skip
    return f"{by} принял(а) роль", f"{by}: {Role(invitation.role).label}."


def _facts(invitation: Invitation) -> list[tuple[str, Any]]:
    return [("Роль", Role(invitation.role).label), ("Где действует", invitation.scope or "везде")]


PURPOSE = Purpose(
    key="role",
    title="Приглашение на роль",
    inviter=lambda invitation: installation.current().organisation,
    errand=lambda invitation: f"на роль «{Role(invitation.role).label}»",
    facts=_facts,
    accept=accept,
    place=lambda invitation: reverse("roles"),
    meaning="Пока вы не приняли приглашение, ничего не меняется. Если вы примете его, роль начнёт действовать в первый день срока, её"
    " задачи появятся среди ваших; для работы в аппарате понадобится второй фактор входа.",
    home=("inbox", "Мои задачи"),
    keepers=(roles.ADMIN,),
    readers=(roles.AUDITOR,),
)
