"""Consents, the demo's role switcher, how passwords are kept, by which address people are known."""

import runpy
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from journal.models import Entry
from programme.models import Consent, Person, RoleAssignment

PASSWORD = "кедровая-шишка-42"


@pytest.fixture
def outside(settings):
    """An installation that is neither the demo nor a test run."""
    settings.DEMO = settings.TESTING = False
    return settings


def test_a_consent_is_given_read_and_withdrawn(client, person) -> None:
    anna = person()
    client.force_login(anna)
    url = reverse("consent_page", args=["participation"])
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"seen": "1", "agreed": "on"}).status_code == 302
    assert Consent.is_given(anna, "participation")
    assert not Consent.is_given(anna, "mailing")
    assert "Отозвать согласие" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 302
    assert not Consent.is_given(anna, "participation")
    assert client.post(url, {"seen": "1", "agreed": "on"}).status_code == 302
    assert anna.consents.count() == 2
    assert Entry.objects.filter(subject__startswith="programme.consent:").count() == 3


@pytest.mark.parametrize("purpose", Consent.Purpose.values)
def test_every_purpose_has_its_text(client, person, purpose: str) -> None:
    client.force_login(person())
    page = client.get(reverse("consent_page", args=[purpose])).content.decode()
    assert "Иванова Анна Петровна" in page
    assert "Как отозвать" in page
    assert client.get(reverse("consent")).status_code == 200
    assert client.get("/consent/nonsense/").status_code == 404


def test_a_consent_is_never_rewritten(client, person) -> None:
    anna = person()
    client.force_login(anna)
    client.post(reverse("consent_page", args=["mailing"]), {"seen": "1", "agreed": "on"})
    rows = Consent.objects.filter(person=anna)
    for change in (lambda: rows.update(text_version="2"), lambda: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_outside_the_demo_there_is_no_switcher(client, person, outside) -> None:
    anna = person()
    assert client.get(reverse("demo_roles")).status_code == 404
    assert client.post(reverse("demo_login", args=[anna.pk])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_demo_switches_people(client, person, head_of, tos, settings) -> None:
    settings.DEMO = True
    anna, boris, head = person(role="clerk"), person(role="analyst", last_name="Борисов"), head_of(tos)
    Person.objects.filter(pk__in=[anna.pk, boris.pk, head.pk]).update(is_demo=True)
    page = client.get(reverse("demo_roles")).content.decode()
    assert all(str(somebody) in page for somebody in (anna, boris, head))
    assert "Делопроизводитель" in page
    for somebody in (anna, boris):
        assert client.post(reverse("demo_login", args=[somebody.pk])).url == reverse("inbox")
        assert client.session["_auth_user_id"] == str(somebody.pk)
        assert [record["method"] for record in client.session["account_authentication_methods"]] == ["demo"]
    assert client.get(reverse("demo_login", args=[anna.pk])).status_code == 405


def test_nobody_becomes_a_person_the_demo_has_not_made(client, person, settings) -> None:
    settings.DEMO = True
    real = person(role="auditor", last_name="Настоящая")
    assert str(real) not in client.get(reverse("demo_roles")).content.decode()
    assert client.post(reverse("demo_login", args=[real.pk])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_people_of_the_demo_do_not_exist_outside_it(client, person, settings) -> None:
    settings.DEMO = True
    anna = person()
    anna.is_demo = True
    anna.set_password(PASSWORD)
    anna.save()
    client.post(reverse("demo_login", args=[anna.pk]))
    assert client.get(reverse("inbox")).status_code == 200
    settings.DEMO = False
    assert client.get(reverse("inbox")).url.startswith(reverse("account_login"))
    answer = client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD})
    assert answer.url == reverse("account_inactive")
    assert client.get(reverse("inbox")).url.startswith(reverse("account_login"))


def test_nobody_becomes_a_superuser(client, db, settings) -> None:
    settings.DEMO = True
    root = Person.objects.create_superuser("root@example.org", last_name="Р", first_name="Т")
    assert client.post(reverse("demo_login", args=[root.pk])).status_code == 404


def test_outside_the_tests_passwords_are_hashed_strongly(monkeypatch) -> None:
    monkeypatch.setenv("SOGLASIE_TESTING", "0")
    names = runpy.run_path(str(settings.BASE_DIR / "config" / "settings.py"))["PASSWORD_HASHERS"]
    first, *others = [import_string(name)() for name in names]
    encoded = first.encode(PASSWORD, first.salt())
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert first.verify(PASSWORD, encoded)
    assert [hasher.algorithm for hasher in others] == ["pbkdf2_sha256"]


def test_whoever_is_appointed_may_be_named_by_any_confirmed_address(client, person) -> None:
    admin, vera = person(role="admin"), person(last_name="Ким")
    EmailAddress.objects.create(user=vera, email="second@example.org", verified=True)
    EmailAddress.objects.create(user=vera, email="unconfirmed@example.org", verified=False)
    client.force_login(admin)
    terms = {"role": "analyst", "scope": "", "valid_from": "", "valid_to": "", "ground": "приказ № 1"}
    for email, status in (("unconfirmed@example.org", 422), ("Second@Example.org", 302)):
        sent = client.post(reverse("role_appoint"), {"_token": uuid4(), "email": email, **terms})
        assert sent.status_code == status, sent.content.decode()
    assert [str(row.person) for row in RoleAssignment.objects.filter(role="analyst")] == [str(vera)]
