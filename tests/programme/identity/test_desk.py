"""The desk on a Monday: a person, a code, a document; what the office writes down, what both see, who may not."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.door import Refused
from casework.models import Notification
from journal.models import Entry
from programme.consents import actions as consents
from programme.identity import actions as identity
from programme.identity import desk
from programme.models import Confirmation, Consent, Level, Person

SHOWN = {
    "document": "passport",
    "last_name": "Иванова",
    "first_name": "Анна",
    "middle_name": "Петровна",
    "is_same": "on",
}


@pytest.fixture
def anna(person: Any) -> Person:
    made = person()
    consents.give_consent(by=made, purpose=Consent.Purpose.PARTICIPATION)
    return made


@pytest.fixture
def clerk(person: Any) -> Person:
    return person(role="clerk", last_name="Делова")


def post(client: Any, url: str, **fields: object) -> Any:
    return client.post(url, {"_token": uuid4(), **fields})


def test_the_code_of_the_cabinet_leads_the_clerk_to_the_person_and_both_see_the_document(client, anna, clerk) -> None:
    client.force_login(anna)
    page = client.get(reverse("identity")).content.decode()
    code = desk.code_of(anna)
    assert code in page and "<svg" in page
    client.force_login(clerk)
    found = post(client, reverse("identity_desk"), who=f" {code.lower()} ")
    assert found.url == desk.address_of(anna)
    shown = client.get(found.url).content.decode()
    assert "Иванова Анна Петровна" in shown and anna.email not in shown  # the address is masked
    answer = post(client, found.url, **SHOWN)
    assert answer.url == reverse("identity_desk")
    assert Person.objects.get(pk=anna.pk).level == Level.DOCUMENT
    assert "паспорт гражданина России" in client.get(reverse("identity_desk")).content.decode()
    client.force_login(anna)
    assert "Делова Анна Петровна" in client.get(reverse("identity")).content.decode()
    assert Notification.objects.get(person=anna).title == "Личность подтверждена документом"
    entry = Entry.objects.get(verb="see_document")
    assert (entry.subject, entry.actor, entry.title, entry.payload) == (
        f"programme.person:{anna.pk}", clerk, "Личность подтверждена: паспорт гражданина России", {},
    )  # fmt: skip


def test_an_address_finds_the_person_too_and_a_wrong_word_nobody(client, anna, clerk) -> None:
    client.force_login(clerk)
    assert post(client, reverse("identity_desk"), who=anna.email.upper()).url == desk.address_of(anna)
    for words in ("nobody@example.org", "12345", f"{anna.pk}-AAAAAA", f"999999-{desk.code_of(anna)[-6:]}", "-", "я"):
        refused = post(client, reverse("identity_desk"), who=words)
        assert refused.status_code == 422 and "показать код ещё раз" in refused.content.decode(), words


def test_a_code_is_good_today_and_tomorrow(anna, clock) -> None:
    code = desk.code_of(anna)
    assert desk.person_by(f"https://example.org/identity-desk/{code}/") == anna
    clock.shift(timedelta(days=1))
    assert desk.person_by(code) == anna and desk.code_of(anna) != code
    clock.shift(timedelta(days=1))
    assert desk.person_by(code) is None


def test_a_name_written_wrong_is_corrected_by_the_document(client, anna, clerk) -> None:
    client.force_login(clerk)
    url = desk.address_of(anna)
    unsure = post(client, url, **{**SHOWN, "is_same": "", "last_name": "Иваньева"})
    assert unsure.status_code == 422 and "Иваньева" in unsure.content.decode()
    assert not Confirmation.objects.exists()
    post(client, url, **{**SHOWN, "last_name": "Иваньева"})
    assert str(Person.objects.get(pk=anna.pk)) == "Иваньева Анна Петровна"
    assert Entry.objects.filter(subject=f"programme.person:{anna.pk}", verb="correct_name").count() == 1


def test_a_second_account_of_one_person_is_noticed(client, anna, person, clerk) -> None:
    identity.see_document(anna, by=clerk, document="passport")
    twin = person()
    consents.give_consent(by=twin, purpose=Consent.Purpose.PARTICIPATION)
    client.force_login(clerk)
    page = client.get(desk.address_of(twin)).content.decode()
    assert "уже показывали" in page and "p•••@example.org" in page


def test_what_the_office_may_not(client, anna, person, clerk) -> None:
    silent = person()
    with pytest.raises(Refused, match="согласие"):
        identity.see_document(silent, by=clerk, document="passport")
    client.force_login(clerk)
    assert "Нет согласия" in client.get(desk.address_of(silent)).content.decode()
    consents.give_consent(by=clerk, purpose=Consent.Purpose.PARTICIPATION)
    with pytest.raises(Refused, match="Свой документ"):
        identity.see_document(clerk, by=clerk, document="passport")
    assert "Это вы" in client.get(desk.address_of(clerk)).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.create(
            person=clerk, kind="document", at=timezone.now(), document="passport", seen_by=clerk
        )
    identity.see_document(anna, by=clerk, document="passport")
    with pytest.raises(Refused, match="уже подтверждена"):
        identity.see_document(anna, by=clerk, document="foreign")
    assert "Документ уже показан" in client.get(desk.address_of(anna)).content.decode()


def test_nobody_else_gets_to_the_desk(client, anna, person) -> None:
    outsiders = [anna, person(role="auditor"), person(role="admin"), person(role="contest_secretary")]
    for outsider in outsiders:
        client.force_login(outsider)
        for url in (reverse("identity_desk"), desk.address_of(anna)):
            assert client.get(url).status_code == 403
            assert post(client, url, **SHOWN).status_code == 403
    assert not Confirmation.objects.exists()


def test_a_mistake_at_the_desk_is_taken_back_with_a_ground(client, anna, clerk, person) -> None:
    row = identity.see_document(anna, by=clerk, document="passport")
    client.force_login(person(role="platform_secretary"))
    url = reverse("identity_revoke", args=[row.pk])
    assert post(client, url, ground="").status_code == 422
    assert post(client, url, ground="Документ принадлежал другому человеку.").status_code == 302
    assert anna.level == Level.EMAIL
    assert client.get(url).status_code == 404
    client.force_login(anna)
    assert "Документ принадлежал другому человеку" in client.get(reverse("identity")).content.decode()
    assert Notification.objects.filter(person=anna, title="Подтверждение личности отозвано").exists()


def test_a_long_list_of_documents_costs_the_same(client, person, clerk, django_assert_max_num_queries) -> None:
    for _ in range(12):
        shown = person()
        consents.give_consent(by=shown, purpose=Consent.Purpose.PARTICIPATION)
        identity.see_document(shown, by=clerk, document="passport")
    client.force_login(clerk)
    client.get(reverse("identity_desk"))
    with django_assert_max_num_queries(9):
        assert client.get(reverse("identity_desk")).content.decode().count("паспорт гражданина") == 12
