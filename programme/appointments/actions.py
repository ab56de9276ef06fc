"""Roles by appointment, with the forbidden combinations of domain 2.5."""

from datetime import date

from django.db import transaction

from casework.door import Refused
from journal.record import record
from programme.appointments.absences import tell_offices
from programme.appointments.models import FORBIDDEN, Role, RoleAssignment
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
    if valid_to is not None and valid_to < start:
        raise Refused("Последний день назначения раньше первого.")
    person = locked(Person, person.pk, forget=person)
    held = overlapping(person.appointments, start, valid_to)
    if any((other.role, other.scope) == (role, scope) for other in held):
        raise Refused(f"{person} на это время уже назначен(а): {Role(role).label}.")
    if reason := _why_forbidden(role, scope, held):
        raise Refused(f"Совмещение запрещено: {reason}.")
    appointment = RoleAssignment.objects.create(
        person=person, role=role, scope=scope, valid_from=start, valid_to=valid_to, ground=ground, appointed_by=by
    )
    payload = {"person": person.pk, "role": role, "scope": scope, "from": start, "to": valid_to}
    record(appointment, "appoint", f"{person}: {appointment.get_role_display()}", by=by, ground=ground, payload=payload)
    return appointment


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
    tell_offices()
