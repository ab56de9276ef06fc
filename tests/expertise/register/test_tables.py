"""Experts out of a table, on the ground of every import: who is admitted, who is there, who stands in the way."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from expertise.models import Expert
from programme.models import Level
from tests.story import make_person, show_document

HEADER = "Почта;Трек;Области;Специализация;Должность;Основание\n"
REST = "музеи;краевед;опыт\n"


@pytest.fixture
def office(db: None) -> Client:
    client = Client()
    client.force_login(make_person("expertise_coordinator"))
    return client


def upload(client: Client, text: str) -> str:
    file = SimpleUploadedFile("experts.csv", text.encode())
    return client.post(reverse("expert_import"), {"_token": uuid4(), "file": file}).url


def confirm(client: Client, url: str) -> Any:
    return client.post(url, {"_token": uuid4(), "seen": client.get(url).context["form"].initial["seen"]})


def test_experts_are_admitted_once_with_their_role(office) -> None:
    anna, boris = show_document(make_person(last_name="Аннина")), show_document(make_person(last_name="Борисова"))
    rows = f'{anna.email};Профессиональный;"культура, образование";{REST}{boris.email};общественный;культура;{REST}'
    url = upload(office, HEADER + rows)
    assert confirm(office, url).url == url
    tracks = sorted(Expert.objects.values_list("person__last_name", "track"))
    assert tracks == [("Аннина", "professional"), ("Борисова", "public")]
    assert Expert.objects.get(person=anna).areas == ["culture", "education"]
    assert anna.appointments.get().role == "expert_prof" and boris.appointments.get().role == "expert_public"
    assert "Аннина" in office.get(reverse("experts")).content.decode()
    lines = office.get(upload(office, HEADER + rows)).context["lines"]
    assert {line.outcome.value for line in lines} == {"known"}


def test_what_stands_in_the_way_is_said_and_nobody_is_admitted(office) -> None:
    anna, clerk = (
        show_document(make_person()),
        show_document(make_person("platform_secretary", last_name="Секретарёва")),
    )
    confirm(office, upload(office, HEADER + f"{anna.email};общественный;культура;{REST}"))
    rows = [
        f"{anna.email};профессиональный;культура;{REST}", f"nobody@example.org;общественный;культура;{REST}",
        f"x@example.org;общественный;магия;{REST}",
    ]  # fmt: skip
    lines = office.get(upload(office, HEADER + "".join(rows))).context["lines"]
    verdicts = {line.number: (line.outcome.value, line.reason) for line in lines}
    assert verdicts[2][0] == "conflict" and "другим треком" in verdicts[2][1]
    assert verdicts[3] == (
        "wrong",
        "Действующей учётной записи с такой почтой нет. Администратор пригласит человека на роль эксперта: по ссылке из письма он её создаст.",
    )
    assert verdicts[4] == ("wrong", "Области: нет такого: магия")
    # What only the law of the roles refuses is said with its row, and the row before it is taken back.
    boris = show_document(make_person(last_name="Борисова"))
    good = f"{boris.email};общественный;культура;{REST}{clerk.email};общественный;культура;{REST}"
    stopped = confirm(office, upload(office, HEADER + good))
    assert stopped.status_code == 422 and "Строка 3" in stopped.content.decode()
    assert not Expert.objects.filter(person=boris).exists()


def test_who_has_shown_no_document_is_named_row_by_row_and_admitted_afterwards(
    office, django_assert_max_num_queries
) -> None:
    people = [make_person(last_name=f"Безвестная{letter}") for letter in "абв"]
    show_document(people[0])
    url = upload(office, HEADER + "".join(f"{person.email};общественный;культура;{REST}" for person in people))
    with django_assert_max_num_queries(40):
        lines = office.get(url).context["lines"]
    judged = {line.answers["email"]: line for line in lines}
    assert [judged[person.email].outcome.value for person in people] == ["new", "wrong", "wrong"]
    assert "пусть подтвердит личность на своей странице «Кто вы»" in judged[people[1].email].reason
    facts = {
        "_token": uuid4(), "person": people[1].email, "track": "public", "areas": ["culture"], "field": "музеи", "position": "краевед",
        "ground": "опыт общественной работы",
    }  # fmt: skip
    refused = office.post(reverse("expert_admit"), facts)
    text = refused.content.decode()
    assert refused.status_code == 422 and "опыт общественной работы" in text  # nothing that was typed is lost
    assert "нужен уровень личности «документ» или выше, а у этого человека — «почта»" in " ".join(text.split())
    assert show_document(people[1]).level == Level.DOCUMENT
    assert office.post(reverse("expert_admit"), facts | {"_token": uuid4()}).status_code == 302
    assert list(Expert.objects.values_list("person", flat=True)) == [people[1].pk]


def test_the_import_does_not_exist_for_others(db) -> None:
    for role in ("admin", "auditor", "platform_secretary"):
        client = Client()
        client.force_login(make_person(role))
        for name in ("expert_import", "expert_import_template"):
            assert client.get(reverse(name)).status_code == 404
