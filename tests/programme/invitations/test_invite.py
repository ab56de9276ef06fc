"""Somebody is asked to represent an organisation: nothing holds until they accept, and nothing is left when they do not."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework import inbox, sweeping
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from journal.models import Entry
from portal.management.commands.check_invariants import broken
from programme.invitations import actions as invitations
from programme.models import Invitation, Membership, Person
from programme.periods import today
from programme.representatives import actions as representatives
from tests.belonging import belong

TERMS = {"role": "signer", "position": "заместитель", "ground": "доверенность № 5", "valid_from": "2026-01-01"}


def post(client, name: str, *args: object, **fields: object):
    return client.post(reverse(name, args=args), {"_token": uuid4(), **fields})


@pytest.fixture
def head(head_of, tos) -> Person:
    return head_of(tos)


def invited(client, head: Person, tos, email: str, **terms: str) -> Invitation:
    """The head sends an invitation from the page."""
    client.force_login(head)
    sent = post(client, "representative_add", tos.pk, email=email, **TERMS | terms)
    assert sent.status_code == 302, sent.content.decode()
    return Invitation.objects.latest("pk")


def task_of(invitation: Invitation) -> Waiting:
    return Waiting.objects.get(process=invitation.case.pk)


def answered(client, person: Person, invitation: Invitation, answer: str, **more: str):
    client.force_login(Person.objects.get(pk=person.pk))
    return client.post(task_of(invitation).get_absolute_url(), {"_token": uuid4(), "answer": answer, **more})


def standing(person: Person, tos) -> tuple[list[str], bool]:
    """What the person holds, and whether there is any row that ties them to the organisation."""
    return Person.objects.get(pk=person.pk).capacity_keys(), tos.memberships.filter(person=person).exists()


def test_an_invitation_changes_nothing_but_the_invited_person_s_tasks(client, person, head, tos) -> None:
    chair = person(role="committee_chair")
    before = standing(chair, tos)
    invited(client, head, tos, chair.email.upper())
    assert standing(chair, tos) == before
    client.force_login(chair)
    assert [line.waiting.title for line in inbox.mine(chair)] == ["Ответить на приглашение"]
    assert client.get(tos.get_absolute_url()).status_code == 404
    assert "empty-title" in client.get(reverse("organisation")).content.decode()
    assert "ТОС «Утёс»" in client.get(reverse("inbox")).content.decode()
    assert broken() == []


def test_whoever_accepts_represents_the_organisation(client, person, head, tos) -> None:
    boris = person(last_name="Борисов")
    invitation = invited(client, head, tos, boris.email)
    page = client.get(tos.get_absolute_url()).content.decode()
    assert boris.email in page and "Борисов" not in page
    client.force_login(boris)
    assert "доверенность № 5" in client.get(task_of(invitation).get_absolute_url()).content.decode()
    assert answered(client, boris, invitation, "accept").url == invitation.get_absolute_url()
    assert f"signer:{tos.pk}" in standing(boris, tos)[0]
    membership = tos.memberships.get(person=boris)
    assert (membership.invitation, membership.confirmed_by) == (invitation, head)
    day = f"{timezone.localdate():%d.%m.%Y}"
    assert membership.origin == f"приглашение внёс(ла) {head} {day}, принял(а) {boris} {day}"
    assert Notification.objects.filter(person=head, title=f"{boris} теперь представляет организацию").exists()
    assert [entry.verb for entry in Entry.objects.filter(actor=boris)] == ["accept", "join"]
    assert broken() == []


def test_whoever_declines_is_tied_to_nothing_and_is_not_asked_again_soon(client, person, head, tos, clock) -> None:
    boris = person()
    before = standing(boris, tos)
    invitation = invited(client, head, tos, boris.email)
    answered(client, boris, invitation, "decline", reason="Не знаю этих людей.")
    assert standing(boris, tos) == before
    assert client.get(invitation.get_absolute_url()).status_code == 200
    assert "Не знаю этих людей" in Notification.objects.get(person=head, title="Приглашение отклонено").text
    client.force_login(head)
    again = post(client, "representative_add", tos.pk, email=boris.email, **TERMS)
    assert (again.status_code, "Повторить его можно не раньше" in again.content.decode()) == (422, True)
    clock.shift(timedelta(days=91))
    invited(client, head, tos, boris.email)


@pytest.mark.dated
def test_silence_and_withdrawal_leave_no_tie(client, person, head, tos, clock) -> None:
    boris, vera = person(), person()
    silent, taken_back = invited(client, head, tos, boris.email), invited(client, head, tos, vera.email)
    assert post(client, "invitation_withdraw", taken_back.pk).status_code == 302
    assert "уже ответили" in post(client, "invitation_withdraw", taken_back.pk).content.decode()
    client.force_login(vera)
    assert client.get(task_of(taken_back).get_absolute_url()).status_code == 409
    clock.move_to(task_of(silent).due_at + timedelta(minutes=2))
    while sweeping.sweep():
        continue
    rows = [Invitation.objects.get(pk=one.pk) for one in (silent, taken_back)]
    assert [one.status for one in rows] == ["lapsed", "withdrawn"]
    assert (standing(boris, tos)[1], standing(vera, tos)[1]) == (False, False)
    assert answered(client, boris, silent, "accept").status_code == 409
    assert broken() == []


def test_somebody_without_an_account_signs_up_by_the_letter_and_finds_the_invitation(
    client, head, tos, settings
) -> None:
    settings.ORGANISATION_NAME = "Комитет установки"
    invitation = invited(client, head, tos, "Newcomer@Example.org")
    run_pending()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["newcomer@example.org"], "Приглашение: ТОС «Утёс»")
    assert "Комитет установки" in letter.body and "доверенность" not in letter.body
    client.logout()
    link = re.search(r"https?://[^/]+(/invitations/\S+)", letter.body)[1]
    page = client.get(link).content.decode()
    assert "Создать учётную запись" in page and f"next={link}" in page
    fields = {"email": "newcomer@example.org", "password1": "Длинный-пароль-7", "password2": "Длинный-пароль-7"}
    client.post(f"/accounts/signup/?next={link}", {**fields, "last_name": "Новикова", "first_name": "Нина"})
    newcomer = Person.objects.get(email="newcomer@example.org")
    assert task_of(invitation).addressee == f"invited:{invitation.pk}"  # an address is nobody's until it is confirmed
    address = EmailAddress.objects.get(user=newcomer)
    address.verified = True
    address.save()
    invitations.hand_over_invitations(newcomer, address.email)
    client.force_login(newcomer)
    assert client.get(link).url == task_of(invitation).get_absolute_url()
    answered(client, newcomer, invitation, "accept")
    assert f"signer:{tos.pk}" in standing(newcomer, tos)[0]


def test_confirming_an_address_hands_over_what_was_sent_there(client, person, head, tos, rf) -> None:
    from allauth.account.signals import email_confirmed

    invitation = invited(client, head, tos, "second@example.org")
    boris = person()
    other = EmailAddress.objects.create(user=boris, email="second@example.org", verified=True, primary=False)
    client.force_login(boris)
    assert "Мои адреса почты" in client.get(invitation.get_absolute_url()).content.decode()
    email_confirmed.send(sender=EmailAddress, request=rf.get("/"), email_address=other)
    assert client.get(invitation.get_absolute_url()).url == task_of(invitation).get_absolute_url()
    assert Notification.objects.filter(person=boris).count() == 1


def test_an_invitation_to_a_second_confirmed_address_finds_its_owner(client, person, head, tos) -> None:
    boris = person()
    EmailAddress.objects.create(user=boris, email="Second@example.org", verified=True, primary=False)
    assert invited(client, head, tos, "second@example.org").person == boris


def test_the_inviter_cannot_tell_who_is_registered(client, person, head, tos) -> None:
    """The page, the list and the answers are the same for a person and for nobody."""
    pages = []
    for email in (person().email, "nobody-here@example.org"):
        invitation = invited(client, head, tos, email)
        shown = client.get(tos.get_absolute_url()).content.decode()
        again = post(client, "representative_add", tos.pk, email=email, **TERMS).content.decode()
        pages.append([re.sub(r'value="[^"]{20,}"|/\d+/', "", text.replace(email, "@")) for text in (shown, again)])
        post(client, "invitation_withdraw", invitation.pk)
        client.get(tos.get_absolute_url())  # what the page says once has been read
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "не почта"}, "электронной почты"),
        ({"valid_to": "2025-01-01"}, "раньше первого"),
        ({"valid_to": "2026-01-02"}, "уже прошёл"),
        ({"ground": ""}, "Заполните это поле"),
    ],
)
def test_an_invitation_needs_an_address_a_period_and_a_ground(client, head, tos, change, words) -> None:
    client.force_login(head)
    answer = post(client, "representative_add", tos.pk, **{"email": "somebody@example.org"} | TERMS | change)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Invitation.objects.exists()


def test_one_question_at_a_time_and_not_to_half_the_city(client, person, head, tos) -> None:
    boris = person()
    invited(client, head, tos, boris.email)
    assert "ждёт ответа" in post(client, "representative_add", tos.pk, email=boris.email, **TERMS).content.decode()
    assert "уже представляет" in post(client, "representative_add", tos.pk, email=head.email, **TERMS).content.decode()
    for number in range(19):
        invited(client, head, tos, f"somebody{number}@example.org")
    one_more = post(client, "representative_add", tos.pk, email="one-more@example.org", **TERMS).content.decode()
    assert "Ответа ждут уже 20 приглашений" in one_more


def test_a_new_head_still_needs_the_secretary(client, person, head, tos) -> None:
    boris, secretary = person(), person(role="platform_secretary")
    answered(client, boris, invited(client, head, tos, boris.email, role="head"), "accept")
    assert not tos.memberships.get(person=boris).confirmed_at
    assert f"signer:{tos.pk}" not in standing(boris, tos)[0]
    assert Notification.objects.filter(person=secretary, title="Подтвердите полномочия: ТОС «Утёс»").exists()


def test_nobody_but_a_confirmed_head_invites(client, person, tos) -> None:
    newcomer = person()
    Membership.objects.create(
        person=newcomer, organization=tos, role="head", position="председатель", ground="собрание", valid_from=today()
    )
    client.force_login(newcomer)
    assert post(client, "representative_add", tos.pk, email=person().email, **TERMS).status_code == 403
    with pytest.raises(Refused, match="подтверждены"):
        representatives.invite(tos, by=newcomer, email="a@example.org", role="staff", position="п", ground="г")


def test_an_organisation_without_a_head_takes_nobody_in(client, person, head, tos) -> None:
    boris = person()
    invitation = invited(client, head, tos, boris.email)
    tos.memberships.update(ended_at=timezone.now())
    assert "нет руководителя" in answered(client, boris, invitation, "accept").content.decode()
    assert standing(boris, tos)[1] is False


def test_strangers_open_no_invitation_of_others(client, person, head, tos) -> None:
    invitation = invited(client, head, tos, person().email)
    client.force_login(person())
    assert client.get(task_of(invitation).get_absolute_url()).status_code == 404
    assert post(client, "invitation_withdraw", invitation.pk).status_code == 404
    assert client.get(reverse("invitation", args=["nonsense"])).status_code == 404


def test_the_database_itself_lets_nobody_be_imposed(person, head, tos) -> None:
    facts = {"organization": tos, "position": "п", "ground": "г", "valid_from": today()}
    boris = person()
    with pytest.raises(DatabaseError, match="has accepted"), transaction.atomic():
        Membership.objects.create(person=boris, role="staff", **facts)
    invitation = representatives.invite(tos, by=head, email=boris.email, role="staff", position="п", ground="г")
    with pytest.raises(DatabaseError, match="has accepted"), transaction.atomic():
        Membership.objects.create(person=boris, role="staff", invitation=invitation, **facts)
    with pytest.raises(IntegrityError, match="only_the_invited_answer"), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(status="accepted", answered_by=person())
    own = belong(person(), tos)
    with pytest.raises(DatabaseError, match="has accepted"), transaction.atomic():
        Membership.objects.create(person=person(), role="staff", invitation=own.invitation, **facts)
