"""Signing up, consents, the second factor of the staff, the demo's role switcher."""

import re
import runpy

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.module_loading import import_string

from journal.models import Entry
from programme.middleware import MESSAGE
from programme.models import STAFF_ROLES, Consent, Person, Role

SIGNUP = {
    "last_name": "Ким",
    "first_name": "Вера",
    "middle_name": "Олеговна",
    "email": "Vera@Example.org",
    "password1": "кедровая-шишка-42",
    "password2": "кедровая-шишка-42",
}


@pytest.fixture
def outside(settings):
    """An installation that is neither the demo nor a test run."""
    settings.DEMO = settings.TESTING = False
    return settings


def test_signing_up_asks_to_confirm_the_address(client, db) -> None:
    assert (
        "согласи"
        not in client.get(reverse("account_signup")).content.decode().lower().split("<main")[1].split("</main")[0]
    )
    answer = client.post(reverse("account_signup"), SIGNUP)
    assert answer.url == reverse("account_email_verification_sent")
    vera = Person.objects.get(email="vera@example.org")
    assert str(vera) == "Ким Вера Олеговна"
    assert not EmailAddress.objects.get(user=vera).verified
    assert not Consent.objects.exists()
    link = re.search(r"http://\S+", mail.outbox[0].body)
    client.post(link[0])
    assert EmailAddress.objects.get(user=vera).verified


def test_signing_up_needs_a_name(client, db) -> None:
    answer = client.post(reverse("account_signup"), SIGNUP | {"last_name": ""})
    assert set(answer.context["form"].errors) == {"last_name"}


def test_a_consent_is_given_read_and_withdrawn(client, person) -> None:
    anna = person()
    client.force_login(anna)
    url = reverse("consent_page", args=["participation"])
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"agreed": "on"}).status_code == 302
    assert Consent.is_given(anna, "participation")
    assert not Consent.is_given(anna, "mailing")
    assert "Отозвать согласие" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 302
    assert not Consent.is_given(anna, "participation")
    assert client.post(url, {"agreed": "on"}).status_code == 302
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
    client.post(reverse("consent_page", args=["mailing"]), {"agreed": "on"})
    rows = Consent.objects.filter(person=anna)
    for change in (lambda: rows.update(text_version="2"), lambda: rows._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_staff_without_a_second_factor_is_led_to_it(client, person, outside, role: str) -> None:
    client.force_login(person(role=role))
    answer = client.get(reverse("organisation"))
    assert answer.url == reverse("mfa_index")
    assert client.post(reverse("organisation_add"), {}).url == reverse("mfa_index")


def test_the_message_says_why(client, person, outside) -> None:
    client.force_login(person(role="clerk"))
    page = client.get(reverse("organisation"), follow=True)
    assert page.redirect_chain[0][0] == reverse("mfa_index")
    assert MESSAGE in page.content.decode().replace("\u00a0", " ")


def test_staff_can_reach_the_account_pages(client, person, outside) -> None:
    client.force_login(person(role="clerk"))
    for name in ("account_logout", "account_email", "mfa_index"):
        assert client.get(reverse(name)).status_code == 200, name


def test_a_second_factor_opens_the_door(client, person, outside) -> None:
    anna = person(role="clerk")
    Authenticator.objects.create(user=anna, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(anna)
    assert client.get(reverse("organisation")).status_code == 200


def test_others_need_none(client, person, outside) -> None:
    for role in ("", *(set(Role) - STAFF_ROLES)):
        client.force_login(person(role=role))
        assert client.get(reverse("organisation")).status_code == 200


def test_the_demo_needs_none(client, person, outside) -> None:
    outside.DEMO = True
    client.force_login(person(role="clerk"))
    assert client.get(reverse("organisation")).status_code == 200


def test_outside_the_demo_there_is_no_switcher(client, person, outside) -> None:
    anna = person()
    assert client.get(reverse("demo_roles")).status_code == 404
    assert client.post(reverse("demo_login", args=[anna.pk])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_demo_switches_people(client, person, head_of, tos, settings) -> None:
    settings.DEMO = True
    anna, boris, head = person(role="clerk"), person(role="analyst", last_name="Борисов"), head_of(tos)
    page = client.get(reverse("demo_roles")).content.decode()
    assert all(str(somebody) in page for somebody in (anna, boris, head))
    assert "Делопроизводитель" in page
    for somebody in (anna, boris):
        assert client.post(reverse("demo_login", args=[somebody.pk])).url == reverse("inbox")
        assert client.session["_auth_user_id"] == str(somebody.pk)
        assert [record["method"] for record in client.session["account_authentication_methods"]] == ["demo"]
    assert client.get(reverse("demo_login", args=[anna.pk])).status_code == 405


def test_nobody_becomes_a_superuser(client, db, settings) -> None:
    settings.DEMO = True
    root = Person.objects.create_superuser("root@example.org", last_name="Р", first_name="Т")
    assert client.post(reverse("demo_login", args=[root.pk])).status_code == 404


def test_outside_the_tests_passwords_are_hashed_strongly(monkeypatch) -> None:
    monkeypatch.setenv("SOGLASIE_TESTING", "0")
    names = runpy.run_path(str(settings.BASE_DIR / "config" / "settings.py"))["PASSWORD_HASHERS"]
    [hasher] = [import_string(name)() for name in names]
    assert (hasher.algorithm, hasher.iterations >= 600_000) == ("pbkdf2_sha256", True)
