"""The state's login: joined with an account only when both are proved, one for one person; nothing hostile gets in, nothing breaks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.door import Refused
from casework.models import Notification
from casework.queue import run_pending
from config.state_login import StateLogin
from journal.models import Entry
from portal.management.commands.check_invariants import broken
from programme.identity import actions as identity
from programme.installation import readiness
from programme.models import Confirmation, Consent, Level, Person
from programme.people import actions as people
from programme.state_login import actions, provider
from tests.programme.state_login import issuer as issuers
from tests.programme.state_login.issuer import CLIENT, SECRET, Issuer
from tests.story import make_citizen, make_person, show_document

PASSWORD = "лёд-тронулся-2026"
pytestmark = pytest.mark.django_db


@pytest.fixture
def state(settings: Any, tmp_path: Path) -> Iterator[Issuer]:
    """The city has set a provider that answers."""
    with issuers.running() as issuer:
        secret = tmp_path / "secret"
        secret.write_text(f"{SECRET}\n", encoding="utf-8")
        settings.STATE_LOGIN = StateLogin(issuer.url, CLIENT, secret_file=str(secret), name="Госвход")
        yield issuer


def anna(**fields: Any) -> Person:
    return make_person(password=PASSWORD, **fields)


def inside(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def go(client: Client, place: str = "") -> str:
    """Press the button and log in at the provider; the address the browser is sent back to."""
    left = client.get(reverse("state_login"), {"next": place} if place else {})
    assert left.status_code == 302, left
    address = urlsplit(left.url)
    connection = HTTPConnection(address.netloc, timeout=5)
    connection.request("GET", f"{address.path}?{address.query}")
    back = connection.getresponse().headers["Location"]
    connection.close()
    return back


def returned(client: Client, back: str) -> Any:
    split = urlsplit(back)
    return client.get(f"{split.path}?{split.query}")


def through(client: Client, place: str = "") -> Any:
    return returned(client, go(client, place))


def join(client: Client) -> Any:
    """Log in there and confirm that the account here is one's own."""
    assert through(client).url == reverse("state_login_join")
    return client.post(reverse("state_login_join"), {"_token": uuid4()})


def read(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_off_there_is_no_such_way(client: Client, person: Any) -> None:
    assert "Или без пароля" not in read(client.get(reverse("account_login")))
    client.force_login(person())
    assert "Государственный вход" not in read(client.get(reverse("identity")))
    for name in ("state_login", "state_login_back", "state_login_whose", "state_login_join"):
        assert client.get(reverse(name)).status_code == 404
    assert readiness.state_login() == (True, "не подключён, это необязательно")


def test_the_owner_joins_it_and_then_comes_in_through_it(state: Issuer) -> None:
    person = anna(last_name="Иваново")
    client = inside(person)
    assert f'href="{reverse("state_login")}">Войти через Госвход' in read(client.get(reverse("identity")))
    assert through(client).url == reverse("state_login_join")
    page = read(client.get(reverse("state_login_join")))
    assert person.email in page and "Иванова Анна Петровна" in page and "имя здесь станет таким" in page
    answer = client.post(reverse("state_login_join"), {"_token": uuid4()})
    assert answer.url == reverse("identity")
    person.refresh_from_db()
    assert (person.last_name, person.level) == ("Иванова", Level.STATE)
    row = person.confirmations.get()
    assert (row.kind, row.document, row.number_key, row.seen_by) == ("state", "", "", None)
    assert len(row.subject_key) == 64 and state.who["sub"] not in row.subject_key
    told = list(
        Entry.objects.filter(subject=f"programme.person:{person.pk}").order_by("pk").values_list("verb", "actor")
    )
    assert told[-2:] == [("correct_name", person.pk), ("confirm_state", person.pk)]
    assert Notification.objects.get(person=person, title="Присоединён государственный вход")
    assert "подтверждено" in read(client.get(reverse("identity")))
    stranger = Client()
    page = read(stranger.get(reverse("account_login"), {"next": "/proposals/"}))
    assert 'href="/state-login/?next=%2Fproposals%2F">Войти через Госвход' in page
    assert through(stranger, "/proposals/").url == "/proposals/"
    assert stranger.get(reverse("identity")).status_code == 200
    assert broken() == []


def test_whoever_has_an_account_proves_it_first(state: Issuer) -> None:
    person, client = anna(), Client()
    state.who["email"], state.who["email_verified"] = person.email, True  # an address is believed to nobody
    assert through(client).url == reverse("state_login_whose")
    page = read(client.get(reverse("state_login_whose")))
    assert "У меня есть учётная запись" in page and "Завести учётную запись" in page
    assert client.get(reverse("state_login_join")).status_code == 302  # a stranger logs in first
    assert not Confirmation.objects.exists()
    proved = client.post(
        f"{reverse('account_login')}?next={reverse('state_login_join')}", {"login": person.email, "password": PASSWORD}
    )
    assert proved.url == reverse("state_login_join")
    assert client.post(reverse("state_login_join"), {"_token": uuid4()}).url == reverse("identity")
    assert Person.objects.get(pk=person.pk).level == Level.STATE and Person.objects.count() == 1


def test_whoever_has_none_makes_one_and_consents_on_the_way(state: Issuer) -> None:
    client = Client()
    through(client)
    page = read(client.get(reverse("account_signup")))
    assert 'value="Иванова"' in page and 'value="Петровна"' in page
    fields = {"last_name": "Иванова", "first_name": "Анна", "middle_name": "Петровна", "email": "new@example.org"}
    client.post(reverse("account_signup"), fields | {"password1": PASSWORD, "password2": PASSWORD})
    assert not EmailAddress.objects.get(email="new@example.org").verified
    run_pending()
    link = next(word for word in mail.outbox[-1].body.split() if "/accounts/confirm-email/" in word)
    assert client.post(urlsplit(link).path).url == reverse("state_login_join")
    asked = client.post(reverse("state_login_join"), {"_token": uuid4()})
    assert asked.status_code == 422 and "согласие" in read(asked).lower()
    assert not Confirmation.objects.exists()
    agreed = client.post(
        reverse("state_login_join"),
        {"_token": uuid4(), "_consent": Consent.Purpose.PARTICIPATION.value, "_agreed": "on", "_text": "1"},
    )
    assert agreed.url == reverse("identity")
    assert Person.objects.get(email="new@example.org").level == Level.STATE


def test_the_second_factor_is_asked_all_the_same(state: Issuer) -> None:
    person = anna()
    join(inside(person))
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    assert through(client).url.startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("identity")).status_code == 302


def test_one_login_opens_one_account_and_rests_between_two(state: Issuer, clock: Any) -> None:
    first, second = anna(), make_citizen(password=PASSWORD)
    join(inside(first))
    client = inside(second)
    answer = through(client)
    assert answer.url == reverse("identity") and "другой учётной записи" in read(client.get(answer.url))
    key = first.confirmations.get().subject_key
    for refused in (
        lambda: actions.join(by=second, key=key, names={}),
        lambda: actions.join(by=first, key="0" * 64, names={}),
    ):
        with pytest.raises(Refused):
            refused()
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.create(person=second, kind="state", at=timezone.now(), subject_key=key)
    own = inside(first)
    assert own.post(reverse("state_login_part"), {"_token": uuid4()}).url == reverse("identity")
    assert Person.objects.get(pk=first.pk).level == Level.EMAIL
    assert own.get(reverse("state_login_part")).status_code == 302
    with pytest.raises(Refused, match="присоединить его можно с"):
        actions.join(by=second, key=key, names={})
    assert through(Client()).url == reverse("state_login_whose")
    clock.shift(timedelta(days=61))
    actions.join(by=second, key=key, names={})
    assert Person.objects.get(pk=second.pk).level == Level.STATE
    people.deactivate(second, by=make_person("admin"), ground="просьба")
    assert actions.owner_of(key) is None and broken() == []


def test_a_name_the_office_has_seen_is_not_overwritten(state: Issuer) -> None:
    person = show_document(anna(last_name="Смирнова"))
    refused = join(inside(person))
    assert refused.status_code == 422 and "покажите новый документ в канцелярии" in read(refused)
    assert Person.objects.get(pk=person.pk).last_name == "Смирнова"
    identity.revoke(person.confirmations.get(), by=make_person("clerk"), ground="ошибка")
    state.who = {"sub": "7"}  # a provider that gives no names changes none
    assert join(inside(person)).status_code == 302
    assert Person.objects.get(pk=person.pk).last_name == "Смирнова"


NOW = 10**9
HOSTILE: dict[str, dict[str, Any]] = {
    "of another login": {"spoiled": {"nonce": "another"}},
    "without a nonce": {"spoiled": {"nonce": None}},
    "for somebody else": {"spoiled": {"aud": "another"}},
    "for us and somebody else": {"spoiled": {"aud": [CLIENT, "another"]}},
    "of another provider": {"spoiled": {"iss": "https://evil.example"}},
    "expired": {"spoiled": {"exp": NOW}},
    "of the future": {"spoiled": {"iat": 10 * NOW}},
    "without a subject": {"spoiled": {"sub": ""}},
    "a number as a subject": {"spoiled": {"sub": 7}},
    "signed by a stranger": {"key": issuers.STRANGERS_KEY},
    "unsigned": {"header": {"alg": "none"}},
    "by a shared secret": {"header": {"alg": "HS256", "kid": "1"}},
    "by an unknown key": {"header": {"alg": "RS256", "kid": "9"}},
    "a header that is none": {"header": ["RS256"]},
    "told of somebody else": {"tells_elsewhere": True, "spoiled": {"sub": "8"}},
}


@pytest.mark.parametrize("wrong", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_cannot_be_believed_lets_nobody_in(state: Issuer, wrong: dict[str, Any]) -> None:
    join(inside(anna()))
    client = Client()
    for name, value in wrong.items():
        setattr(state, name, value)
    answer = through(client)
    assert answer.url == reverse("account_login")
    assert "Ответ, который пришёл от «Госвход», проверить не удалось" in read(client.get(answer.url))
    assert client.get(reverse("identity")).status_code == 302


def test_an_answer_belongs_to_the_browser_that_has_asked_and_is_good_once(state: Issuer, clock: Any) -> None:
    join(inside(anna()))
    client = Client()
    back = go(client)
    for visitor, address in ((Client(), back), (client, back.replace("state=", "state=x"))):
        answer = returned(visitor, address)
        assert answer.url == reverse("account_login")
        assert "начат не в этом браузере" in read(visitor.get(answer.url))
    back = go(client)
    assert returned(client, back).url == reverse("inbox")
    assert returned(client, back).url == reverse("identity")  # nothing waits for it any more
    late = Client()
    back = go(late)
    clock.shift(timedelta(minutes=61))
    assert returned(late, back).url == reverse("account_login")
    assert through(Client(), "https://evil.example/").url == reverse("inbox")


def test_who_refuses_or_is_not_confirmed_there_is_told_so(state: Issuer, settings: Any) -> None:
    client = Client()
    settings.STATE_LOGIN = replace(settings.STATE_LOGIN, confirmed_claim="trusted")
    assert "не подтверждена: подтвердите её там" in read(client.get(through(client).url))
    state.who["trusted"] = True
    assert through(client).url == reverse("state_login_whose")
    state.refuses = True
    assert "вы отказались или он не разрешён" in read(client.get(through(client).url))


def test_a_provider_that_is_down_breaks_nothing(state: Issuer, settings: Any) -> None:
    client = Client()
    words = "Госвход сейчас не отвечает. Попробуйте через несколько минут или войдите с паролем."
    back = go(client)
    state.is_broken = True
    assert words in read(client.get(returned(client, back).url))
    assert words in read(client.get(client.get(reverse("state_login")).url))
    state.is_broken, state.about = False, {"issuer": "https://evil.example"}
    assert words in read(client.get(client.get(reverse("state_login")).url))
    state.about = {"token_endpoint": "http://evil.example/token"}
    assert words in read(client.get(client.get(reverse("state_login")).url))
    settings.STATE_LOGIN = replace(settings.STATE_LOGIN, issuer="http://127.0.0.1:9")
    assert words in read(client.get(client.get(reverse("state_login")).url))
    assert readiness.state_login()[0] is False


def test_names_may_be_told_elsewhere(state: Issuer) -> None:
    state.tells_elsewhere = True
    client = inside(anna(last_name="Смирнова"))
    through(client)
    assert "Иванова Анна Петровна" in read(client.get(reverse("state_login_join")))
    assert "/userinfo" in state.asked


def test_the_city_sees_the_provider_and_nobody_its_secret(state: Issuer, settings: Any) -> None:
    assert provider.faults() == [] and readiness.state_login() == (True, f"Госвход: {state.url}")
    page = read(inside(make_person("admin")).get(reverse("city_settings")))
    assert f"Госвход: {state.url}" in page and SECRET not in page
    settings.STATE_LOGIN = replace(settings.STATE_LOGIN, secret_file="/nowhere")
    assert provider.faults() == [
        "Государственный вход: задайте STATE_LOGIN_ISSUER, STATE_LOGIN_CLIENT_ID и STATE_LOGIN_SECRET_FILE."
    ]
    settings.STATE_LOGIN = replace(settings.STATE_LOGIN, secret_file="", secret=SECRET)
    assert provider.faults() == []
    settings.STATE_LOGIN = replace(settings.STATE_LOGIN, issuer="http://login.example")
    assert provider.faults() == ["STATE_LOGIN_ISSUER: адрес поставщика начинается с https://."]
