"""Signing up and a forgotten password: who is registered stays unknown, letters say only what we say, the way back is kept."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as installation
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from casework.models import Letter
from casework.queue import run_pending
from programme.models import Consent, Person

PASSWORD = "кедровая-шишка-42"
SIGNUP = {
    "last_name": "Купите-слона",
    "first_name": "Вера",
    "middle_name": "Олеговна",
    "email": "Vera@Example.org",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password has been hashed: the work that takes the time of an answer."""

    count = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.count += 1
        return super().encode(password, salt)


def letters() -> list[str]:
    """What the queue sends now, as people read it."""
    mail.outbox.clear()
    run_pending()
    return [f"{letter.to[0]}: {letter.subject}\n{letter.body}" for letter in mail.outbox]


def link_in(letter: str) -> str:
    return re.search(rf"{re.escape(installation.SITE_URL)}(/accounts/\S+[/-]\S+)", letter)[1]


def work_of(ask: Callable[[], object]) -> tuple[int, int, int]:
    """Hashes, letters sent while the answer is made, letters put into the queue."""
    CountingHasher.count = 0
    mail.outbox.clear()
    before = ProcrastinateJob.objects.count()
    ask()
    return CountingHasher.count, len(mail.outbox), ProcrastinateJob.objects.count() - before


def test_who_signs_up_confirms_is_logged_in_and_comes_back(client, db) -> None:
    page = client.get(reverse("account_signup")).content.decode()
    assert "согласи" not in page.lower().split("<main")[1].split("</main")[0]  # a consent is a document of its own
    answer = client.post(reverse("account_signup"), SIGNUP | {"next": "/consent/"})
    assert answer.url == reverse("account_email_verification_sent")
    vera = Person.objects.get(email="vera@example.org")
    assert str(vera) == "Купите-слона Вера Олеговна"
    assert not EmailAddress.objects.get(user=vera).verified
    assert not Consent.objects.exists()
    [letter] = letters()
    assert client.get(link_in(letter)).status_code == 200
    assert client.post(link_in(letter)).url == "/consent/"
    assert EmailAddress.objects.get(user=vera).verified
    assert client.session["_auth_user_id"] == str(vera.pk)


def test_a_link_opened_elsewhere_confirms_but_lets_nobody_in(client, db) -> None:
    client.post(reverse("account_signup"), SIGNUP)
    [letter] = letters()
    other = Client()
    assert other.post(link_in(letter)).url == reverse("account_login")
    assert EmailAddress.objects.get(email="vera@example.org").verified
    assert "_auth_user_id" not in other.session


def test_signing_up_needs_a_name(client, db) -> None:
    answer = client.post(reverse("account_signup"), SIGNUP | {"last_name": ""})
    assert set(answer.context["form"].errors) == {"last_name"}


def test_signing_up_takes_as_much_work_for_a_known_address(client, person, settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    known = person()
    ask = lambda email: work_of(lambda: Client().post(reverse("account_signup"), SIGNUP | {"email": email}))  # noqa: E731
    assert ask("new@example.org") == ask(known.email) == (1, 0, 1)
    answers = [
        Client().post(reverse("account_signup"), SIGNUP | {"email": email})
        for email in ("n2@example.org", person().email)
    ]
    assert len({(answer.status_code, answer.url) for answer in answers}) == 1


def test_a_forgotten_password_takes_as_much_work_for_an_unknown_address(client, person, settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    ask = lambda email: work_of(lambda: Client().post(reverse("account_reset_password"), {"email": email}))  # noqa: E731
    assert ask(person().email) == ask("nobody@example.org") == (0, 0, 1)


def test_letters_name_the_installation_and_repeat_nothing_a_stranger_typed(client, person, settings) -> None:
    settings.ORGANISATION_NAME = "Совет города Тест"
    known = person()
    stranger = Client(headers={"user-agent": "Купите-слона-браузер"})
    for email in ("new@example.org", known.email):
        stranger.post(reverse("account_signup"), SIGNUP | {"email": email})
        stranger = Client(headers={"user-agent": "Купите-слона-браузер"})
    for email in (known.email, "nobody@example.org"):
        stranger.post(reverse("account_reset_password"), {"email": email})
    sent = letters()
    assert [letter.splitlines()[0] for letter in sent] == [
        "new@example.org: Согласие: подтвердите адрес",
        f"{known.email}: Согласие: учётная запись уже есть",
        f"{known.email}: Согласие: новый пароль",
        "nobody@example.org: Согласие: учётной записи с этим адресом нет",
    ]
    for letter in sent:
        assert "Совет города Тест" in letter
        assert installation.SITE_URL in letter
        assert not re.search(r"слона|Вера|Олеговна|testserver|[A-Za-z]+ (the|you|your) ", letter), letter


def test_a_letter_waits_in_the_queue_sealed(client, db) -> None:
    client.post(reverse("account_signup"), SIGNUP)
    job, stored = ProcrastinateJob.objects.latest("pk"), Letter.objects.get()
    [letter] = letters()
    assert job.args == {"letter_id": stored.pk}
    assert stored.content and link_in(letter) not in stored.content
    stored.refresh_from_db()
    assert (stored.status, stored.content) == ("sent", "")


def test_a_new_password_by_letter_logs_in_and_leads_back(client, person) -> None:
    anna = person()
    login = client.get(reverse("account_login"), {"next": "/consent/"}).content.decode()
    way = re.search(r'href="(/accounts/password/reset/\?[^"]+)"', login)[1]
    assert 'value="/consent/"' in client.get(way).content.decode()
    client.post(way, {"email": anna.email, "next": "/consent/"})
    [letter] = letters()
    form = client.get(link_in(letter)).url
    answer = client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.url == "/consent/"
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert "Пароль вашей учётной записи изменён по ссылке из письма." in letters()[-1]


def test_the_way_back_stays_inside(client, person) -> None:
    anna = person()
    client.post(reverse("account_reset_password"), {"email": anna.email, "next": "https://evil.example/"})
    [letter] = letters()
    answer = client.post(client.get(link_in(letter)).url, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.url == reverse("inbox")


@pytest.mark.parametrize("address", ["first", "second"])
def test_people_log_in_by_any_confirmed_address(client, person, address: str) -> None:
    anna = person()
    anna.set_password(PASSWORD)
    anna.save()
    EmailAddress.objects.create(user=anna, email="second@example.org", verified=True)
    email = anna.email if address == "first" else "Second@Example.org"
    assert client.post(reverse("account_login"), {"login": email, "password": PASSWORD}).url == reverse("inbox")
    client.logout()
    client.post(reverse("account_reset_password"), {"email": email})
    assert "новый пароль" in letters()[-1]
    client.post(reverse("account_signup"), SIGNUP | {"email": email})
    assert "учётная запись уже есть" in letters()[-1]
