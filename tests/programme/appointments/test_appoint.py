"""Appointments and the combinations that domain 2.5 forbids, in the action and in the database."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction

from casework.door import Refused
from journal.models import Entry
from programme.appointments import actions as appointments
from programme.models import FORBIDDEN, RoleAssignment
from programme.periods import today


@pytest.mark.parametrize(("one", "other"), [pair[:2] for pair in FORBIDDEN] + [pair[1::-1] for pair in FORBIDDEN])
def test_forbidden_combinations(person, one: str, other: str) -> None:
    anna = person(role=one)
    with pytest.raises(Refused, match="Совмещение запрещено"):
        appointments.appoint(anna, role=other, ground="приказ")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(person=anna, role=other, ground="г", valid_from=today())


def test_an_expert_may_run_another_procedure(person) -> None:
    anna = person(role="expert_prof", scope="contest")
    appointments.appoint(anna, role="expertise_coordinator", scope="platform", ground="приказ")
    with pytest.raises(Refused):
        appointments.appoint(anna, role="platform_secretary", ground="приказ")
    with pytest.raises(Refused):
        appointments.appoint(anna, role="platform_secretary", scope="contest", ground="приказ")


def test_the_past_forbids_nothing(person) -> None:
    anna = person(role="admin")
    appointments.dismiss(anna.appointments.get(), ground="перевод")
    appointments.appoint(anna, role="committee_chair", ground="приказ")


@pytest.mark.dated
def test_periods_that_do_not_meet_forbid_nothing(person) -> None:
    anna = person()
    appointments.appoint(anna, role="admin", ground="приказ", valid_to=today() + timedelta(days=10))
    appointments.appoint(anna, role="clerk", ground="приказ", valid_from=today() + timedelta(days=11))
    with pytest.raises(Refused):
        appointments.appoint(anna, role="committee_chair", ground="приказ", valid_from=today() + timedelta(days=10))


def test_the_same_role_twice(person) -> None:
    anna = person(role="analyst")
    with pytest.raises(Refused, match="уже назначен"):
        appointments.appoint(anna, role="analyst", ground="приказ")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(person=anna, role="analyst", ground="г", valid_from=today())


def test_nobody_appoints_themselves(person) -> None:
    anna = person(role="admin")
    with pytest.raises(Refused, match="самого себя"):
        appointments.appoint(anna, role="analyst", ground="приказ", by=anna)


def test_a_period_runs_forward(person) -> None:
    with pytest.raises(Refused, match="раньше первого"):
        appointments.appoint(person(), role="analyst", ground="приказ", valid_to=today() - timedelta(days=1))


def test_an_appointment_is_written_down(person) -> None:
    boss, anna = person(), person()
    appointment = appointments.appoint(anna, role="clerk", ground="приказ № 7", by=boss)
    entry = Entry.objects.get(subject=f"programme.roleassignment:{appointment.pk}")
    assert (entry.verb, entry.ground, entry.actor) == ("appoint", "приказ № 7", boss)


def test_an_ended_appointment_is_final(person) -> None:
    appointment = person(role="clerk").appointments.get()
    appointments.dismiss(appointment, ground="увольнение")
    with pytest.raises(Refused):
        appointments.dismiss(appointment, ground="ещё раз")
    for change in ({"ended_at": None}, {"role": "admin"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RoleAssignment.objects.filter(pk=appointment.pk).update(**change)


def test_terms_of_an_appointment_do_not_change(person) -> None:
    appointment = person(role="clerk").appointments.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        RoleAssignment.objects.filter(pk=appointment.pk).update(role="admin")


def test_commands(person, capsys) -> None:
    anna = person()
    call_command("grant_role", anna.email.upper(), "clerk", "--until", "2999-01-01")
    assert anna.has_role("clerk")
    with pytest.raises(CommandError, match="Совмещение"):
        call_command("grant_role", anna.email, "admin")
    call_command("revoke_role", anna.email, "clerk", "--ground", "увольнение")
    call_command("close_account", anna.email, "--ground", "увольнение")
    with pytest.raises(CommandError, match="Нет действующей"):
        call_command("grant_role", anna.email, "clerk")
    call_command("enroll_person", "New@example.org", "Новая", "Вера")
    with pytest.raises(CommandError, match="уже есть"):
        call_command("enroll_person", "new@example.org", "Новая", "Вера")
