"""A city is opened once, by whoever has seen the terminal: six steps, left and taken up again, then the door is shut."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from casework import installation, queue
from documents import seal, seal_key
from journal.models import Entry
from programme.installation import actions
from programme.installation import key as keys
from programme.models import Person
from tests.story import begin, make_member, make_organization, make_platform

NAMES = {"city_name": "г. Тюмень", "organisation_name": "Программный комитет Тюмени"}
CONTACTS = {
    "contact_email": "office@tyumen.example", "contact_phone": "+7 (3452) 00-00-00", "contact_address": "", "contact_hours": "",
    "security_contact": "", "source_url": "https://code.example/tyumen",
}  # fmt: skip
SENDER = {"sender_name": "Согласие, Тюмень", "sender_email": "noreply@tyumen.example"}
BOSS = {"last_name": "Петрова", "first_name": "Ольга", "middle_name": "", "email": "Boss@tyumen.example"}


def container(key: Any = None, days: int = 365) -> bytes:
    """A PKCS#12 container as a certification centre gives it out, under the password «печать»."""
    key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Администрация Тюмени")])
    now = timezone.now()
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=400))
    certificate = builder.not_valid_after(now + timedelta(days=days)).sign(key, hashes.SHA256())
    locked = serialization.BestAvailableEncryption("печать".encode())
    return pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, locked)


def bring(client: Any, address: str, content: bytes, password: str = "печать") -> Any:
    return client.post(address, {"container": SimpleUploadedFile("seal.p12", content), "password": password})


def test_a_city_is_opened_step_by_step_and_then_the_door_is_shut(client: Any, unopened: str, settings: Any) -> None:
    front = client.get("/").content.decode()
    assert "Город ещё не открыт" in front
    assert client.get(unopened).content.decode().count("не указано") == 5

    for slug in ("names", "zone", "letters"):
        assert client.post(f"{unopened}{slug}/").status_code == 422
    assert client.post(f"{unopened}names/", NAMES)["Location"] == f"{unopened}zone/"
    assert client.post(f"{unopened}zone/", {"time_zone": "Asia/Yekaterinburg"})["Location"] == f"{unopened}contacts/"
    assert settings.TIME_ZONE_FILE.read_text() == "Asia/Yekaterinburg\n"
    assert client.post(f"{unopened}contacts/", CONTACTS)["Location"] == f"{unopened}letters/"
    page = client.get(unopened).content.decode()
    assert (page.count("готово"), page.count("не указано")) == (3, 2)

    assert client.post(f"{unopened}letters/", SENDER).status_code == 302
    assert client.post(f"{unopened}letters/trial/", {"email": "boss@tyumen.example"}).status_code == 302
    [letter] = mail.outbox
    assert (letter.from_email, letter.to) == ('"Согласие, Тюмень" <noreply@tyumen.example>', ["boss@tyumen.example"])
    assert client.post(f"{unopened}seal/make/")["Location"] == f"{unopened}administrator/"

    opened = client.post(f"{unopened}administrator/", BOSS)
    [link] = re.findall(r'href="(http\S+/reset/key/\S+)"', opened.content.decode())
    for address in (unopened, f"{unopened}names/", f"{unopened}seal/make/"):
        assert client.get(address).status_code in (404, 405)
    assert client.get(unopened).status_code == 404
    assert "Город ещё не открыт" not in client.get("/").content.decode()

    queue.run_pending()
    assert link in mail.outbox[-1].body
    set_password = client.get(link.removeprefix(settings.SITE_URL))["Location"]
    assert (
        client.post(set_password, {"password1": "кедровая-шишка-42", "password2": "кедровая-шишка-42"}).status_code
        == 302
    )
    boss = Person.objects.get(email="boss@tyumen.example")
    assert boss.has_role("admin")
    with pytest.raises(actions.Refused):
        actions.make_key()
    assert client.get("/city/settings/").status_code == 200
    footer = client.get("/how/").content.decode()
    assert all(
        words in footer
        for words in ("Программный комитет Тюмени", "office@tyumen.example", "https://code.example/tyumen")
    )
    assert list(Entry.objects.filter(subject="casework.installation:1").order_by("pk").values_list("verb", flat=True)) == [
        "make_opening_key", "change_settings", "choose_time_zone", "change_settings", "change_settings", "send_trial_letter",
        "make_seal_key", "open_city",
    ]  # fmt: skip


def test_only_a_hash_of_the_key_is_kept_and_only_the_last_key_opens(client: Any, unopened: str) -> None:
    row = actions.stored()
    key = unopened.split("/")[2]
    assert (len(row.opening_key), key in row.opening_key) == (64, False)
    assert client.get("/setup/guessed-key/").status_code == 404
    actions.make_key()
    assert client.get(unopened).status_code == 404


def test_a_guesser_is_stopped_by_count(client: Any, unopened: str) -> None:
    for number in range(10):
        assert client.get(f"/setup/guess-{number}/").status_code == 404
    assert client.get(unopened).status_code == 404  # the right key, but from the address that has guessed


def test_the_demo_has_no_such_page(client: Any, unopened: str, settings: Any) -> None:
    settings.DEMO = True
    assert client.get(unopened).status_code == 404


def test_a_mistyped_address_does_not_leave_the_office_outside(client: Any, unopened: str) -> None:
    client.post(f"{unopened}administrator/", BOSS | {"email": "boos@tyumen.example"})
    again = f"/setup/{actions.make_key()}/"
    assert client.post(f"{again}administrator/", BOSS).status_code == 200
    wrong, right = Person.objects.get(email="boos@tyumen.example"), Person.objects.get(email="boss@tyumen.example")
    assert (wrong.is_active, wrong.has_role("admin"), right.is_active, right.has_role("admin")) == (
        False,
        False,
        True,
        True,
    )
    third = f"/setup/{actions.make_key()}/"
    assert client.post(f"{third}administrator/", BOSS | {"last_name": "Петрова-Водкина"}).status_code == 200
    right.refresh_from_db()
    assert (right.last_name, right.appointments.filter(ended_at=None).count()) == ("Петрова-Водкина", 1)


def test_somebody_elses_account_is_not_made_the_administrator(client: Any, unopened: str) -> None:
    Person.objects.create_user("boss@tyumen.example", "кедровая-шишка-42", last_name="Чужой", first_name="Иван")
    answer = client.post(f"{unopened}administrator/", BOSS)
    assert (answer.status_code, "уже есть" in answer.content.decode(), keys.is_unopened()) == (422, True, True)
    assert 'value="Петрова"' in answer.content.decode()


def test_a_letter_that_does_not_go_says_why(client: Any, unopened: str, settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )
    answer = client.post(f"{unopened}letters/trial/", {"email": "boss@tyumen.example"})
    assert answer.status_code == 422
    assert "Сервер 127.0.0.1:9 не принимает соединений: проверьте EMAIL_HOST и EMAIL_PORT." in answer.content.decode()
    assert actions.stored().letter_sent_at is None


def test_without_a_mail_server_the_page_says_where_letters_lie(
    client: Any, unopened: str, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = (
        "django.core.mail.backends.filebased.EmailBackend",
        str(tmp_path / "mail"),
    )
    page = client.get(f"{unopened}letters/").content.decode()
    assert f"письма не уходят, а складываются в папку {tmp_path / 'mail'}." in page


def test_a_key_of_the_seal_is_brought_and_seals(client: Any, unopened: str) -> None:
    assert "ТЕСТ" in seal.certificate().subject.native["common_name"]  # whoever remembers it learns of another
    assert bring(client, f"{unopened}seal/", container())["Location"] == f"{unopened}administrator/"
    present = seal_key.present()
    assert (present.owner, seal.certificate().subject.native["common_name"]) == (
        "Администрация Тюмени",
        "Администрация Тюмени",
    )
    assert oct((seal._folder() / "seal.key").stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize(
    ("content", "password", "words"),
    [
        (lambda: container(), "не тот", "проверьте пароль"),
        (lambda: b"not a container", "печать", "проверьте пароль"),
        (lambda: container(days=-1), "печать", "а не сегодня"),
        (lambda: container(ec.generate_private_key(ec.SECP256R1())), "печать", "ключом RSA"),
        (lambda: b"x" * 200_000, "печать", "Это не контейнер ключа"),
    ],
    ids=["wrong password", "not a container", "expired", "not RSA", "too large"],
)  # fmt: skip
def test_a_key_that_cannot_seal_is_refused_with_the_reason(
    client: Any, unopened: str, content: Any, password: str, words: str
) -> None:
    answer = bring(client, f"{unopened}seal/", content(), password)
    assert (answer.status_code, words in answer.content.decode(), seal_key.present()) == (422, True, None)


def test_the_terminal_asks_the_same_by_flags(unopened: str, capsys: Any, settings: Any) -> None:
    call_command(
        "setup",
        city_name="г. Тюмень",
        contact_email="office@tyumen.example",
        time_zone="Asia/Yekaterinburg",
        sender_email="noreply@tyumen.example",
    )
    call_command("setup", last_name="Петрова", first_name="Ольга", email="boss@tyumen.example")
    city = installation.current()
    assert (city.name, city.email, settings.TIME_ZONE_FILE.read_text()) == (
        "г. Тюмень",
        "office@tyumen.example",
        "Asia/Yekaterinburg\n",
    )
    assert "/reset/key/" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("setup", contact_email="не почта")
    assert "Почта для обращений" in capsys.readouterr().err


def test_the_terminal_asks_until_the_answer_is_right(unopened: str, monkeypatch: Any, capsys: Any) -> None:
    typed = iter([
        "г. Тюмень", "Комитет Тюмени", "Europe/Moscow", "не почта", "", "", "", "", "", "office@tyumen.example", "", "", "", "", "",
        "Согласие", "noreply@tyumen.example", "", "", "Петрова", "Ольга", "", "boss@tyumen.example",
    ])  # fmt: skip
    monkeypatch.setattr("builtins.input", lambda question: next(typed))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    call_command("setup")
    city, heard = installation.current(), capsys.readouterr()
    assert (city.organisation, city.email, next(typed, None)) == ("Комитет Тюмени", "office@tyumen.example", None)
    assert ("Почта для обращений" in heard.err, "/reset/key/" in heard.out) == (True, True)
    assert seal_key.present().is_self_made


def test_a_city_with_cases_keeps_its_time_zone(client: Any, unopened: str, settings: Any) -> None:
    """Its last administrator is gone, so it is opened anew; what has been done stays on its days."""
    tos = make_organization()
    begin(make_member(tos), tos, make_platform(tos))
    answer = client.post(f"{unopened}zone/", {"time_zone": "Europe/Moscow"})
    assert (answer.status_code, "уже есть дела" in answer.content.decode(), settings.TIME_ZONE_FILE.exists()) == (
        422,
        True,
        False,
    )


def test_the_command_prints_the_address_once_more_until_somebody_administers(
    unopened: str, capsys: Any, person: Any
) -> None:
    call_command("opening_key")
    assert re.fullmatch(r"http\S+/setup/\S{43}/\n", capsys.readouterr().out)
    boss = person(role="admin")
    boss.set_password("кедровая-шишка-42")
    boss.save()
    call_command("opening_key")
    out, err = capsys.readouterr()
    assert (out, "уже открыт" in err) == ("", True)
