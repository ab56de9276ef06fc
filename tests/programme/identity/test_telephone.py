"""A telephone confirmed by a code: once, in time, one number for one person; where nothing can be sent nothing is promised."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from casework.door import Refused
from casework.queue import run_pending
from journal.models import Entry
from programme.consents import actions as consents
from programme.identity import actions as identity
from programme.identity import sms
from programme.models import Confirmation, Consent, Level, Person, TelephoneCode
from programme.people import actions as people

NUMBER = "+79130001122"


@pytest.fixture
def box(settings: Any, tmp_path: Path) -> Path:
    """Where the messages of this test lie."""
    settings.SMS_BACKEND, settings.SMS_FILE_PATH = "programme.identity.sms.FileGateway", str(tmp_path / "sms")
    return tmp_path / "sms"


@pytest.fixture
def anna(person: Any) -> Person:
    made = person()
    consents.give_consent(by=made, purpose=Consent.Purpose.PARTICIPATION)
    return made


def newest(box: Path) -> tuple[str, str]:
    """To which number the last message went, and the code in it."""
    run_pending()
    number, text = sorted(box.iterdir())[-1].read_text(encoding="utf-8").splitlines()
    return number, text.partition(" ")[0]


def post(client: Any, name: str, **fields: object) -> Any:
    return client.post(reverse(name), {"_token": uuid4(), **fields})


def confirm(person: Person, number: str, box: Path) -> None:
    identity.send_code(by=person, number=number)
    assert identity.answer_code(by=person, code=newest(box)[1]) is None


def test_a_number_is_typed_the_code_comes_and_the_way_leads_back(client, anna, box) -> None:
    client.force_login(anna)
    page = client.get(reverse("identity"), {"next": "/proposals/"}).content.decode()
    assert reverse("identity_telephone") in page and "приз горожан" in page
    wrong = post(client, "identity_telephone", number="+7 391 200-00-00")
    assert wrong.status_code == 422 and "мобильный номер" in wrong.content.decode()
    assert post(client, "identity_telephone", number="8 (913) 000-11-22").url == reverse("identity_code")
    number, code = newest(box)
    assert number == NUMBER
    answer = post(client, "identity_code", code=f"{code[:3]} {code[3:]}")
    assert (answer.status_code, answer.url) == (302, "/proposals/")
    assert Person.objects.get(pk=anna.pk).level == Level.TELEPHONE
    shown = client.get(reverse("identity")).content.decode()
    assert "заканчивается на 11-22" in shown and "Сменить номер" in shown


def test_neither_the_number_nor_the_code_is_kept_anywhere(anna, box) -> None:
    identity.send_code(by=anna, number=NUMBER)
    number, code = newest(box)
    identity.answer_code(by=anna, code=code)
    tables = [
        "programme_confirmation",
        "programme_telephonecode",
        "programme_person",
        "journal_entry",
        "procrastinate_jobs",
    ]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s OR t::text LIKE %s",
                [f"%{number[2:]}%", f"%{code}%"],
            )
            assert cursor.fetchone() == (0,), table
    assert Confirmation.objects.get().number_tail == "1122"
    assert [entry.verb for entry in Entry.objects.filter(actor=anna).order_by("pk")][-2:] == [
        "send_code",
        "confirm_telephone",
    ]


def test_wrong_codes_are_counted_and_then_nothing_helps(client, anna, box) -> None:
    client.force_login(anna)
    post(client, "identity_telephone", number=NUMBER)
    _, code = newest(box)
    other = "000000" if code != "000000" else "111111"
    assert post(client, "identity_code", code="12 34").status_code == 422
    assert TelephoneCode.objects.get().wrong == 0  # what is no code is no attempt
    for left in (4, 3, 2, 1):
        assert f"Осталось попыток: {left}" in post(client, "identity_code", code=other).content.decode()
    assert "попытки кончились" in post(client, "identity_code", code=other).content.decode()
    late = post(client, "identity_code", code=code)
    assert late.status_code == 422 and "больше не действует" in late.content.decode()
    assert anna.level == Level.EMAIL


def test_a_code_is_good_for_its_minutes_and_only_the_last_one(anna, box, clock) -> None:
    identity.send_code(by=anna, number=NUMBER)
    _, first = newest(box)
    clock.shift(timedelta(minutes=1))
    identity.send_code(by=anna, number=NUMBER)
    _, second = newest(box)
    if first != second:
        assert identity.answer_code(by=anna, code=first) == 4
    clock.shift(timedelta(minutes=11))
    with pytest.raises(Refused, match="больше не действует"):
        identity.answer_code(by=anna, code=second)
    # What has come too late to be of use is not sent at all.
    identity.send_code(by=anna, number=NUMBER)
    before = len(list(box.iterdir()))
    clock.shift(timedelta(minutes=11))
    run_pending()
    assert len(list(box.iterdir())) == before


def test_nobody_is_flooded_with_codes(anna, person, box, clock) -> None:
    for _ in range(5):
        identity.send_code(by=anna, number=NUMBER)
    with pytest.raises(Refused, match="слишком много"):
        identity.send_code(by=anna, number="+79130003344")
    other = person()
    consents.give_consent(by=other, purpose=Consent.Purpose.PARTICIPATION)
    with pytest.raises(Refused, match="слишком много"):  # the owner of the number has had enough, whoever asks
        identity.send_code(by=other, number=NUMBER)
    clock.shift(timedelta(days=1, minutes=1))
    identity.send_code(by=anna, number=NUMBER)
    clock.shift(timedelta(days=2))
    identity.send_code(by=anna, number=NUMBER)
    assert TelephoneCode.objects.count() == 1  # older ones are of no use to anybody


def test_one_number_serves_one_person_and_rests_before_it_serves_another(anna, person, box, clock) -> None:
    thief = person()
    consents.give_consent(by=thief, purpose=Consent.Purpose.PARTICIPATION)
    confirm(anna, NUMBER, box)
    identity.send_code(by=thief, number=NUMBER)  # nothing tells whose number it is before its owner has answered
    with pytest.raises(Refused, match="в другой учётной записи"):
        identity.answer_code(by=thief, code=newest(box)[1])
    with pytest.raises(DatabaseError), transaction.atomic():
        known = Confirmation.objects.get()
        Confirmation.objects.create(
            person=thief, kind="telephone", at=timezone.now(), number_key=known.number_key, number_tail="1122"
        )
    identity.give_up_telephone(by=anna)
    with pytest.raises(Refused, match="недавно служил другой учётной записи"):
        identity.confirm_telephone(thief, number_key=identity.key_of(NUMBER), number_tail="1122")
    confirm(anna, NUMBER, box)  # its own owner need not wait
    identity.give_up_telephone(by=anna)
    clock.shift(timedelta(days=61))
    confirm(thief, NUMBER, box)
    assert (thief.level, anna.level) == (Level.TELEPHONE, Level.EMAIL)


def test_a_new_number_takes_the_place_of_the_old_one(anna, box) -> None:
    confirm(anna, NUMBER, box)
    with pytest.raises(Refused, match="уже подтверждён"):
        identity.send_code(by=anna, number=NUMBER)
    confirm(anna, "+79130003344", box)
    rows = Confirmation.objects.order_by("pk").values_list("number_tail", "end_ground")
    assert list(rows) == [("1122", "номер изменён владельцем"), ("3344", "")]


def test_without_a_gateway_nobody_is_promised_a_telephone(client, anna, settings) -> None:
    settings.SMS_BACKEND = ""
    client.force_login(anna)
    page = client.get(reverse("identity")).content.decode()
    assert "Телефон" not in page and "Документ" in page
    assert client.get(reverse("identity_telephone")).status_code == 404
    with pytest.raises(Refused, match="документом"):
        identity.send_code(by=anna, number=NUMBER)


def test_without_consent_no_number_is_taken(client, person, box) -> None:
    silent = person()
    client.force_login(silent)
    page = client.get(reverse("identity")).content.decode()
    assert "Сначала согласие" in page and reverse("identity_telephone") not in page
    assert post(client, "identity_telephone", number=NUMBER).status_code == 422
    assert not TelephoneCode.objects.exists()


def test_a_fact_is_final_and_ends_once(anna, box) -> None:
    confirm(anna, NUMBER, box)
    row = Confirmation.objects.get()
    for change in (
        lambda: Confirmation.objects.update(number_tail="9999"),
        lambda: Confirmation.objects.update(ended_at=timezone.now()),  # without a ground
        row.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    identity.give_up_telephone(by=anna)
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.update(ended_at=None, ended_by=None, end_ground="")


def test_a_closed_account_is_confirmed_by_nothing(anna, box) -> None:
    confirm(anna, NUMBER, box)
    people.deactivate(anna, ground="по просьбе")
    assert not Confirmation.objects.in_force().exists()


class Counter(BaseHTTPRequestHandler):
    """A gateway that remembers what it was sent, and takes nothing for a number that ends with 0."""

    taken: list[tuple[str, dict[str, list[str]]]] = []

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.taken.append((self.headers.get("Authorization", ""), fields))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ERROR" if fields["phones"][0].endswith("0") else b"OK 17")

    def log_message(self, *args: object) -> None:
        """Silence."""


def test_a_gateway_gets_the_form_it_wants(settings) -> None:
    server = HTTPServer(("127.0.0.1", 0), Counter)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_BACKEND, settings.SMS_GATEWAY_TOKEN = sms.HTTP, "тайна".encode().hex()
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_GATEWAY_FIELDS = '{"phones": "{phone}", "mes": "{text}", "sender": "City"}'
    settings.SMS_GATEWAY_OK = "OK"
    try:
        assert sms.faults() == []
        sms.send(NUMBER, "123456 — код")
        with pytest.raises(OSError, match="not taken"):
            sms.send("+79130001120", "код")
    finally:
        server.shutdown()
        server.server_close()
    token = f"Bearer {settings.SMS_GATEWAY_TOKEN}"
    assert Counter.taken[0] == (token, {"phones": ["79130001122"], "mes": ["123456 — код"], "sender": ["City"]})
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_FIELDS = "http://example.org", '{"to": "{phone}"}'
    assert len(sms.faults()) == 2
    settings.SMS_GATEWAY_FIELDS = "[1]"
    assert len(sms.faults()) == 2


def test_a_message_of_a_code_carries_its_time(anna, box) -> None:
    code = identity.send_code(by=anna, number=NUMBER)
    run_pending()
    [file] = box.iterdir()
    assert f"Действует до {timezone.localtime(code.expires_at):%H:%M}" in file.read_text(encoding="utf-8")
    assert code.expires_at - code.sent_at == timedelta(minutes=10)
