"""Somebody is invited to a role by an address: nothing holds until they accept, and what may not be combined is refused."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from casework import sweeping
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from portal.management.commands.check_invariants import broken
from programme.appointments import actions as appointments
from programme.models import Invitation, Person, RoleAssignment
from programme.people import actions as people
from programme.periods import today

TERMS = {"role": "clerk", "scope": "", "ground": "распоряжение № 4"}


def post(client, name: str, *args: object, **fields: object):
    return client.post(reverse(name, args=args), {"_token": uuid4(), **fields})


def invited(client, admin: Person, email: str, **terms: str) -> Invitation:
    client.force_login(admin)
    sent = post(client, "role_invite", email=email, **TERMS | terms)
    assert sent.status_code == 302, sent.content.decode()
    return Invitation.objects.latest("pk")


def task_of(invitation: Invitation) -> Waiting:
    return Waiting.objects.get(process=invitation.case.pk)


def answered(client, person: Person, invitation: Invitation, answer: str, **more: str):
    client.force_login(Person.objects.get(pk=person.pk))
    return client.post(task_of(invitation).get_absolute_url(), {"_token": uuid4(), "answer": answer, **more})


@pytest.fixture
def admin(person) -> Person:
    return person(role="admin")


def test_the_role_holds_when_the_invited_person_agrees_and_not_before(client, person, admin) -> None:
    boris = person(last_name="Борисов")
    invitation = invited(client, admin, boris.email.upper(), scope="центр", valid_to=f"{today() + timedelta(days=40)}")
    assert not Person.objects.get(pk=boris.pk).has_role("clerk")
    assert boris.email in client.get(reverse("roles")).content.decode()
    client.force_login(boris)
    page = client.get(task_of(invitation).get_absolute_url()).content.decode()
    assert all(words in page for words in ("«делопроизводитель»", "центр", "распоряжение № 4", admin.get_full_name()))
    assert answered(client, boris, invitation, "accept").status_code == 302
    appointment = RoleAssignment.objects.get(person=boris)
    assert (appointment.role, appointment.scope, appointment.valid_from, appointment.valid_to) == (
        "clerk", "центр", today(), today() + timedelta(days=40),
    )  # fmt: skip
    assert (appointment.ground, appointment.appointed_by) == ("распоряжение № 4", admin)
    assert Person.objects.get(pk=boris.pk).has_role("clerk")
    assert Notification.objects.filter(person=admin, title=f"{boris} принял(а) роль").exists()
    client.force_login(admin)
    assert "Приглашены и не приняли" not in client.get(reverse("roles")).content.decode()
    assert broken() == []


def test_a_newcomer_reads_the_letter_and_signs_up(client, admin) -> None:
    invitation = invited(client, admin, "Newcomer@Example.org")
    run_pending()
    [letter] = mail.outbox
    assert letter.to == ["newcomer@example.org"]
    assert "на роль «делопроизводитель»" in letter.body and "распоряжение" not in letter.body
    client.logout()
    link = re.search(r"https?://[^/]+(/invitations/\S+)", letter.body)[1]
    assert f"next={link}" in client.get(link).content.decode()
    newcomer = people.enroll(email="newcomer@example.org", last_name="Новикова", first_name="Нина")
    answered(client, newcomer, invitation, "accept")
    assert newcomer.has_role("clerk")


def test_the_first_administrator_is_invited_by_nobody(client, db) -> None:
    invitation = appointments.invite(email="first@example.org", role="admin", ground="открытие города")
    first = people.enroll(email="first@example.org", last_name="Первый", first_name="Пётр")
    client.force_login(first)
    assert "Кто пригласил" not in client.get(task_of(invitation).get_absolute_url()).content.decode()
    answered(client, first, invitation, "accept")
    assert RoleAssignment.objects.get(person=first).appointed_by is None
    assert Person.objects.get(pk=first.pk).has_role("admin")
    assert broken() == []


def test_what_may_not_be_combined_is_refused_at_the_question_and_at_the_answer(client, person, admin) -> None:
    expert, newcomer = person(role="expert_prof"), "later@example.org"
    client.force_login(admin)
    sent = post(client, "role_invite", email=expert.email, **TERMS | {"role": "expertise_coordinator"})
    assert (sent.status_code, "Совмещение запрещено" in sent.content.decode()) == (422, True)
    invitation = invited(client, admin, newcomer, role="expertise_coordinator")
    later = people.enroll(email=newcomer, last_name="Позднев", first_name="Пётр")
    appointments.appoint(later, role="expert_public", ground="приказ")
    refused = answered(client, later, invitation, "accept")
    assert (refused.status_code, "Совмещение запрещено" in refused.content.decode()) == (422, True)
    assert Invitation.objects.get(pk=invitation.pk).is_open
    assert not RoleAssignment.objects.filter(role="expertise_coordinator").exists()


@pytest.mark.dated
def test_refusal_silence_and_withdrawal_give_no_role_and_may_be_repeated(client, person, admin, clock) -> None:
    boris, vera, gleb = person(), person(), person()
    declined, silent, taken_back = [invited(client, admin, one.email) for one in (boris, vera, gleb)]
    answered(client, boris, declined, "decline", reason="Нет времени.")
    assert "Нет времени" in Notification.objects.get(person=admin, title="Приглашение отклонено").text
    client.force_login(admin)
    assert post(client, "invitation_withdraw", taken_back.pk).status_code == 302
    clock.move_to(task_of(silent).due_at + timedelta(minutes=2))
    while sweeping.sweep():
        continue
    client.force_login(admin)
    page = client.get(reverse("roles")).content.decode()
    assert [one.email in page for one in (boris, vera, gleb)] == [True, True, False]
    assert "Нет времени." in page
    assert not RoleAssignment.objects.filter(role="clerk").exists()
    again = client.get(f"{reverse('role_invite')}?again={declined.pk}").content.decode()
    assert boris.email in again and "распоряжение № 4" in again
    answered(client, boris, invited(client, admin, boris.email), "accept")
    assert Person.objects.get(pk=boris.pk).has_role("clerk")
    assert broken() == []


def test_a_lost_letter_is_sent_again(client, admin) -> None:
    invitation = invited(client, admin, "newcomer@example.org")
    run_pending()
    assert post(client, "invitation_again", invitation.pk).status_code == 302
    run_pending()
    first, second = mail.outbox
    assert (first.to, first.body) == (second.to, second.body)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "не почта"}, "электронной почты"),
        ({"role": "king"}, "Такого варианта в списке нет"),
        ({"valid_to": "2020-01-01"}, "уже прошёл"),
        ({"ground": ""}, "Заполните это поле"),
    ],
)
def test_bad_input_is_said_in_words_and_kept(client, admin, change, words) -> None:
    client.force_login(admin)
    page = post(client, "role_invite", **{"email": "somebody@example.org"} | TERMS | {"scope": "центр"} | change)
    assert (page.status_code, words in page.content.decode(), "центр" in page.content.decode()) == (422, True, True)
    assert not Invitation.objects.exists()


def test_one_question_at_a_time_and_none_to_oneself(client, person, admin) -> None:
    invited(client, admin, "somebody@example.org")
    again = post(client, "role_invite", email="Somebody@example.org", **TERMS).content.decode()
    assert "ждёт ответа" in again
    invited(client, admin, "somebody@example.org", scope="центр")
    own = post(client, "role_invite", email=admin.email, **TERMS | {"role": "analyst"}).content.decode()
    assert "ваш собственный адрес" in own
    clerk = person(role="clerk")
    assert "уже назначен" in post(client, "role_invite", email=clerk.email, **TERMS).content.decode()


def test_only_the_administrator_invites_and_takes_back(client, person, admin) -> None:
    invitation = invited(client, admin, person().email)
    for somebody, answer in (
        (person(role="clerk"), 404),
        (person(role="auditor"), 403),
        (person(is_superuser=True), 404),
    ):
        client.force_login(somebody)
        assert post(client, "role_invite", email="a@example.org", **TERMS).status_code == 403
        assert post(client, "invitation_withdraw", invitation.pk).status_code == answer
        assert post(client, "invitation_again", invitation.pk).status_code == answer
        assert client.get(task_of(invitation).get_absolute_url()).status_code == 404


def test_the_list_costs_the_same_for_many(client, admin, django_assert_num_queries) -> None:
    for letters in ("a", "bcdef"):
        for letter in letters:
            invited(client, admin, f"{letter}@example.org")
        client.get(reverse("roles"))  # what the page says once has been read
        with django_assert_num_queries(6):
            assert client.get(reverse("roles")).status_code == 200


def test_the_database_knows_what_an_invitation_is_to(db, person, tos) -> None:
    facts = {"email": "a@example.org", "ground": "г", "valid_from": today(), "status": "open", "position": "п"}
    for wrong in (
        {"purpose": "role", "role": "clerk"},
        {"purpose": "role", "role": "clerk", "subject": "role:clerk", "organization": tos, "invited_by": person()},
        {"purpose": "representation", "role": "clerk", "organization": tos, "invited_by": person()},
        {"purpose": "representation", "role": "staff", "organization": tos},
    ):
        with pytest.raises(IntegrityError, match="invitation_says_to_what"), transaction.atomic():
            Invitation.objects.create(code=str(uuid4()), **facts, **wrong)


def test_a_promise_sees_an_accepted_role_without_an_appointment(client, person, admin) -> None:
    boris = person()
    answered(client, boris, invited(client, admin, boris.email), "accept")
    assert broken() == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE programme_roleassignment SET ground = 'иное' WHERE person_id = %s", [boris.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert any("P-9" in str(line) for line in broken())


def test_a_period_runs_forward(db) -> None:
    with pytest.raises(Refused, match="раньше первого"):
        appointments.invite(
            email="a@example.org", role="clerk", ground="г", valid_from=today() + timedelta(days=5), valid_to=today()
        )
