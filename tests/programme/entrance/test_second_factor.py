"""Whoever scores, votes, signs or holds an office works with a second factor; others need none."""

import html
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from casework.models import Notification
from committee.bodies.actions import establish, seat
from documents.papers.issuing import issue
from programme.entrance import second_factor
from programme.models import EXPERTS, STAFF_ROLES, Person, Role
from programme.periods import today

ADVISERS = [*EXPERTS, Role.JURY_MEMBER]
WORK = "/organisation/"
NOTICE = {
    "kind": "notice",
    "register": "notices",
    "template": "documents/pdf/notice.html",
    "title": "О заявке",
    "snapshot": {"lead": "Да."},
}


@pytest.fixture
def outside(settings):
    """An installation that is neither the demo nor a test run."""
    settings.DEMO = settings.TESTING = False
    settings.SECOND_FACTOR_GRACE_DAYS = 7
    return settings


def titles(person: Person) -> list[str]:
    """What the person has been told about it, in order."""
    told = Notification.objects.filter(person=person, event__startswith="second_factor").order_by("pk")
    return list(told.values_list("title", flat=True))


def with_factor(person: Person) -> Person:
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return person


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_staff_without_one_is_led_to_it_at_once(client, person, outside, role: str) -> None:
    client.force_login(person(role=role))
    assert client.get(WORK).url == reverse("second_factor")
    assert client.post(reverse("organisation_add"), {}).url == reverse("second_factor")


@pytest.mark.parametrize("role", sorted(ADVISERS))
def test_advisers_have_some_days(client, person, outside, clock, role: str) -> None:
    anna = person(role=role)
    client.force_login(anna)
    page = client.get(WORK)
    assert page.status_code == 200
    assert "Подключите второй фактор" in page.content.decode()
    day = today() + timedelta(days=7)
    assert Person.objects.get(pk=anna.pk).second_factor_by == day
    clock.shift(timedelta(days=6))
    client.force_login(anna)
    assert client.get(WORK).status_code == 200
    clock.shift(timedelta(days=1))
    client.force_login(anna)
    assert client.get(WORK).url == reverse("second_factor")


def test_signatories_need_one_and_other_representatives_do_not(client, person, head_of, tos, outside) -> None:
    outside.SECOND_FACTOR_GRACE_DAYS = 0
    client.force_login(head_of(tos))
    assert client.get(WORK).url == reverse("second_factor")
    client.force_login(person())
    assert client.get(WORK).status_code == 200


def test_whoever_sits_in_a_body_or_is_asked_to_sign_needs_one(client, person, outside) -> None:
    outside.SECOND_FACTOR_GRACE_DAYS = 0
    voter, secretary, signatory = person(), person(), person()
    group = establish(kind="protocol_group", title="Группа", title_genitive="группы", act="распоряжение", by=None)
    seat(group, person=voter, sector="community", ground="решение")
    seat(group, person=secretary, sector="community", ground="решение", role="secretary")
    issue(signatories=[(signatory, "автор", 1)], **NOTICE)
    for somebody, status in ((voter, 302), (secretary, 200), (signatory, 302)):
        client.force_login(somebody)
        assert client.get(WORK).status_code == status, somebody


def test_people_are_reminded_and_asked_only_once(person, outside, clock) -> None:
    expert, resident, ready = person(role="expert_prof"), person(), with_factor(person(role="expert_prof"))
    for _ in range(8):
        second_factor.remind()
        second_factor.remind()
        clock.shift(timedelta(days=1))
    assert titles(expert) == [
        "Подключите второй фактор",
        "Подключите второй фактор: через 3 дня он станет обязательным",
        "Подключите второй фактор: завтра он станет обязательным",
    ]
    assert titles(resident) == titles(ready) == []


def test_the_page_leads_through_and_back(client, person, outside) -> None:
    clerk = person(role="clerk")
    clerk.set_password("кедровая-шишка-42")
    clerk.save()
    client.post(reverse("account_login"), {"login": clerk.email, "password": "кедровая-шишка-42"})
    assert client.get(f"{WORK}?a=1").url == reverse("second_factor")
    page = client.get(reverse("second_factor")).content.decode()
    assert reverse("mfa_activate_totp") in page
    assert client.get(reverse("second_factor_done")).url == reverse("second_factor")
    again = client.get(reverse("mfa_activate_totp")).url
    assert client.post(again, {"password": "кедровая-шишка-42"}).url == reverse("mfa_activate_totp")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    codes = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert codes.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert f'href="{reverse("second_factor_done")}"' in codes.content.decode()
    assert client.get(reverse("second_factor_done")).url == f"{WORK}?a=1"
    assert client.get(WORK).status_code == 200


def test_whoever_comes_before_the_day_is_led_back_too(client, person, outside) -> None:
    client.force_login(person(role="expert_prof"))
    link = re.search(r'href="([^"]+)">Как это сделать', client.get(f"{WORK}?a=1").content.decode())
    assert link
    client.get(html.unescape(link[1]))
    with_factor(Person.objects.get())
    assert f'href="{reverse("second_factor_done")}"' in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("second_factor_done")).url == f"{WORK}?a=1"


def test_the_account_pages_stay_open(client, person, outside) -> None:
    client.force_login(person(role="clerk"))
    for name in ("account_logout", "account_email", "mfa_index", "usersessions_list", "second_factor"):
        assert client.get(reverse(name)).status_code == 200, name


def test_a_second_factor_opens_the_door(client, person, outside) -> None:
    client.force_login(with_factor(person(role="clerk")))
    assert client.get(WORK).status_code == 200


def test_the_demo_needs_none(client, person, outside) -> None:
    outside.DEMO = True
    client.force_login(person(role="clerk"))
    assert client.get(WORK).status_code == 200


@pytest.mark.parametrize("place", ["http://[::1'", "http://[", "//evil.example", "javascript:alert(1)"])
def test_a_place_to_return_to_that_is_none_is_not_gone_to(client, person, place: str) -> None:
    client.force_login(person())
    for page in ("/second-factor/", "/accounts/login/", "/accounts/reauthenticate/"):
        answer = client.get(page, {"next": place})
        assert answer.status_code < 500 and place not in answer.get("Location", "")
