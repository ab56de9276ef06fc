"""Searching and ordering: the same spelling is found in every register, and Russian names stand where a reader looks for them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from casework.searching import by_name, number_pattern, words
from casework.stop_words import STOP_WORDS
from documents.models import Document
from documents.searching import Search
from programme.models import Organization, Person
from tests.negotiations.conftest import desk
from tests.story import make_organization, make_person

__all__ = ["desk"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("00020", "З-2026-00020"), ("20", "З-2026-00020"), ("3-2026-00020", "З-2026-00020"), ("З–2026–00020", "З-2026-00020"),
        ("№ З-2026-00020", "З-2026-00020"), ("z 2026 20", "З-2026-00020"), ("з-2026-20", "З-2026-00020"),
        ("№ КЗК-2026-001", "КЗК-2026-001"), ("K3K—2026—1", "КЗК-2026-001"), ("1.3-2026", "1.3-2026"), ("1-3", "1.3-2026"),
        ("кп 2/5", "КП-2/5"), ("АKT-2026-00007", "АКТ-2026-00007"),
    ],
)  # fmt: skip
def test_a_number_is_found_in_any_spelling(text, number):
    assert re.search(number_pattern(text), number)


@pytest.mark.parametrize(
    ("text", "number"), [("2", "З-2026-00020"), ("З-2026-2", "З-2026-00020"), ("0002", "З-2026-00020")]
)
def test_a_piece_of_a_number_is_another_number(text, number):
    assert not re.search(number_pattern(text), number)


def test_words_are_no_number():
    assert number_pattern("двор без ступеней") == ""


@pytest.mark.django_db
def test_a_proposal_is_found_by_its_number_its_words_and_its_applicant(desk):
    proposal = desk.submitted("Ёлка во дворе без ступеней")
    desk.begin("Другое")
    client = Client()
    client.force_login(desk.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")

    def found(text: str) -> list[int]:
        return [one.pk for one in client.get("/proposals/", {"q": text}).context["proposals"]]

    serial = proposal.number.rsplit("-", 1)[1]
    spellings = [
        proposal.number,
        serial,
        f"№ {proposal.number}",
        proposal.number.replace("З", "3"),
        proposal.number.replace("-", "–"),
    ]
    for text in [*spellings, "ступен", "дворы", "елка", "ёлкой", "Утёс", "утес", "двор утес", "Елка \x0b ступеней"]:
        assert found(text) == [proposal.pk], text
    for text in ["качели", "ёлка качели", "«»", "-", "9999-1"]:
        assert found(text) == [], text


@pytest.mark.django_db
def test_papers_are_found_like_proposals(desk):
    proposal = desk.submitted("Ёлка во дворе")
    receipt = proposal.version.document
    serial = receipt.number.rsplit("-", 1)[1]
    for text in [
        receipt.number,
        serial,
        receipt.number.replace("З", "3").replace("-", " — "),
        f"№{receipt.number}",
        "елка дворе",
    ]:
        found, _ = Search.of({"q": text}).page(Document.objects.filter(kind="receipt"))
        assert found == [receipt], text
    assert Search.of({"q": "качели"}).page(Document.objects.all())[0] == []


@pytest.mark.django_db
def test_roles_are_searched_by_any_part_of_a_name():
    person = make_person("moderator", last_name="Соловьёва")
    admin = make_person("admin", last_name="Администраторова")
    client = Client()
    client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    for text in ("соловьева", "СОЛОВЬЁВА", "анна соловь", "Соловьёва Анна Петровна", person.email):
        rows = client.get(reverse("roles"), {"q": text}).context["appointments"]
        assert [row.person for row in rows] == [person], text


@pytest.mark.django_db
def test_names_stand_in_the_order_of_the_alphabet():
    for name in ("Яковлева", "ван дер Берг", "Ёлкина", "Абрамова", "Жукова", "Елкина", "Еремеева"):
        make_person(last_name=name)
    names = list(Person.objects.values_list("last_name", flat=True))
    expected = ["Абрамова", "ван дер Берг", "Елкина", "Ёлкина", "Еремеева", "Жукова", "Яковлева"]
    assert [name for name in names if name in expected] == expected
    for name in ("ЯРМАРКА", "ёж", "Аист"):
        make_organization(name)
    assert list(Organization.objects.values_list("short_name", flat=True)) == ["Аист", "ёж", "ЯРМАРКА"]
    assert Organization.objects.order_by(*by_name("short_name")).count() == 3


@pytest.mark.django_db
def test_words_that_the_dictionary_leaves_out_ask_nothing() -> None:
    """They are exactly those of the database; «Совет по дворам» is found by «совет» and «дворам»."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) word WHERE to_tsvector('russian', word) <> ''", [sorted(STOP_WORDS)]
        )
        assert cursor.fetchall() == []
        for text, is_met in (
            ("Совет по дворам", True),
            ("совет при дворах", True),
            ("по", False),
            ("совет о парках", False),
        ):
            asked = [question.source_expressions[-1].value for question in words(text)]
            vectors = " && ".join(["to_tsquery('russian', %s)"] * len(asked))
            cursor.execute(f"SELECT to_tsvector('russian', 'Совет по дворам') @@ ({vectors})", asked)
            assert cursor.fetchone() == (is_met,), text
