"""Organisations and mandates: from the form of a newcomer to a confirmed signer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from casework.models import Notification
from journal.models import Entry
from programme.lists import catalogue
from programme.models import Membership, Organization, Person
from programme.organizations import legal_forms
from programme.periods import today
from tests.belonging import belong

TOS = {
    "legal_form": "ТОС",
    "sector": "community",
    "full_name": "Территориальное общественное самоуправление «Утёс»",
    "short_name": "ТОС «Утёс»",
    "address": "г. Красноярск, ул. Демонстрационная, д. 115",
    "position": "председатель",
    "ground": "решение собрания жителей",
}
COMPANY = TOS | {
    "legal_form": "ООО",
    "sector": "business",
    "inn": "0024 000 063",
    "kpp": "002401001",
    "ogrn": "1002400000063",
}


def post(client, name: str, *args: object, **fields: object):
    return client.post(reverse(name, args=args), {"_token": uuid4(), **fields})


def test_a_tos_without_numbers_is_added(client, person) -> None:
    anna, secretary = person(), person(role="platform_secretary")
    client.force_login(anna)
    answer = post(client, "organisation_add", **TOS)
    assert answer.status_code == 302
    tos = Organization.objects.get()
    membership = tos.memberships.get()
    assert (membership.person, membership.role, membership.is_mandate) == (anna, "head", False)
    assert f"signer:{tos.pk}" not in anna.capacity_keys()
    assert f"member:{tos.pk}" in Person.objects.get(pk=anna.pk).capacity_keys()
    asked = Notification.objects.get(person=secretary)
    assert (asked.title, asked.url) == ("Подтвердить полномочия", f"/tasks/{membership.case.waitings.get().pk}/")
    assert Entry.objects.get(verb="add_organization").actor == anna


def test_a_double_click_adds_one(client, person) -> None:
    client.force_login(person())
    token = uuid4()
    for _ in range(2):
        assert client.post(reverse("organisation_add"), {"_token": token, **TOS}).status_code == 302
    assert Organization.objects.count() == 1


def test_numbers_are_read_as_they_are_copied(client, person) -> None:
    client.force_login(person())
    assert post(client, "organisation_add", **COMPANY, phone="8 (391) 200-00-01").status_code == 302
    made = Organization.objects.get()
    assert (made.inn, made.phone, made.is_municipal_institution) == ("0024000063", "+73912000001", False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"inn": ""}, "Укажите ИНН"),
        ({"inn": "002400006"}, "В ИНН 9 цифр, нужно 10 или 12"),
        ({"inn": "0024000064"}, "Контрольная цифра ИНН не сходится"),
        ({"ogrn": "1002400000064"}, "Контрольная цифра ОГРН не сходится"),
        ({"kpp": "12"}, "нужно 9"),
        ({"legal_form": "ИП"}, "У предпринимателя ИНН из 12 цифр"),
        ({"legal_form": "ТОС"}, "оставьте поле пустым"),
        ({"legal_form": "МКУ"}, "относятся к органам власти"),
        ({"phone": "12"}, "+7 (391) 200-00-00"),
        ({"position": ""}, "Заполните это поле"),
    ],
)
def test_errors_are_readable_and_lose_nothing(client, person, change: dict[str, str], words: str) -> None:
    client.force_login(person())
    answer = post(client, "organisation_add", **(COMPANY | change))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Демонстрационная, д. 115" in page
    assert not Organization.objects.exists()


def test_one_organisation_is_added_once(client, person) -> None:
    client.force_login(person())
    assert post(client, "organisation_add", **COMPANY).status_code == 302
    assert "уже есть" in post(client, "organisation_add", **COMPANY).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.create(short_name="Двойник", legal_form="ООО", sector="business", inn="0024000063")


def test_a_municipal_institution_is_authority(client, person) -> None:
    client.force_login(person())
    fields = COMPANY | {"legal_form": "МКУ", "sector": "authority"}
    assert post(client, "organisation_add", **fields).status_code == 302
    made = Organization.objects.get()
    assert made.is_municipal_institution
    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.filter(pk=made.pk).update(sector="business")


@pytest.mark.dated
def test_a_mandate_lapses_with_its_period(person, tos) -> None:
    boris = person()
    belong(boris, tos, "signer", valid_from=today() - timedelta(days=9), valid_to=today() - timedelta(days=1))
    assert Person.objects.get(pk=boris.pk).capacity_keys() == [f"person:{boris.pk}"]


def test_a_representative_leaves(client, person, tos) -> None:
    boris = person()
    membership = belong(boris, tos)
    client.force_login(boris)
    answer = post(client, "representative_end", membership.pk, ground="Ушёл.")
    assert answer.url == reverse("organisation")
    assert client.get(tos.get_absolute_url()).status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(ended_at=None)


def test_the_only_head_does_not_leave(client, head_of, tos) -> None:
    anna = head_of(tos)
    client.force_login(anna)
    answer = post(client, "representative_end", tos.memberships.get(person=anna).pk, ground="Ушла.")
    assert "единственный руководитель" in answer.content.decode()


def test_a_colleague_does_not_end_anothers_mandate(client, person, head_of, tos) -> None:
    anna, boris = head_of(tos), person()
    belong(boris, tos)
    client.force_login(boris)
    assert post(client, "representative_end", tos.memberships.get(person=anna).pk, ground="г").status_code == 403


def test_the_head_changes_contacts(client, head_of, tos) -> None:
    client.force_login(head_of(tos))
    seen = client.get(reverse("organisation_contacts", args=[tos.pk])).context["seen"]
    typed = {"address": "ул. Новая", "phone": "89131234567", "site": "https://example.org", "_seen": seen}
    answer = post(client, "organisation_contacts", tos.pk, **typed)
    assert answer.status_code == 302
    tos.refresh_from_db()
    assert (tos.address, tos.phone) == ("ул. Новая", "+79131234567")
    assert Entry.objects.get(verb="change_contacts").payload["before"]["address"] == "г. Красноярск"


@pytest.mark.parametrize("page", ["organisation_page", "organisation_contacts", "representative_add"])
def test_strangers_see_nothing(client, person, tos, page: str) -> None:
    url = reverse(page, args=[tos.pk])
    assert client.get(url).status_code == 302
    client.force_login(person())
    assert client.get(url).status_code == 404


def test_pages_open(client, person, head_of, tos) -> None:
    anna = head_of(tos)
    client.force_login(anna)
    membership = tos.memberships.get(person=anna)
    pages = [("organisation",), ("organisation_add",), ("organisation_page", tos.pk), ("organisation_contacts", tos.pk)]
    for name, *args in [*pages, ("representative_add", tos.pk), ("representative_end", membership.pk)]:
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == 200, name
        assert "no-store" in answer["Cache-Control"]


def test_an_organisation_is_never_deleted(tos) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Organization.objects.filter(pk=tos.pk)._raw_delete("default")


@pytest.mark.parametrize("form", [
    "ПАО", "НАО", "МУП", "МП", "ГУП", "ФГАОУ ВО", "ФГБОУ ВО", "КГБУ", "КГАУ", "МБОУ", "МБДОУ", "МАУ", "МКУ", "ТСЖ", "ТСН", "СНТ", "ЖСК",
    "профсоюз", "ОО", "КФХ", "союз", "религиозная организация", "ФГУП", "зарегистрированное ТОС", "иная",
])  # fmt: skip
def test_every_legal_form_is_known(client, person, form) -> None:
    client.force_login(person())
    is_institution = form in ("МБОУ", "МБДОУ", "МАУ", "МКУ")
    sector = "authority" if is_institution else "community"
    answer = post(client, "organisation_add", **COMPANY | {"legal_form": form, "sector": sector})
    assert answer.status_code == 302
    assert (Organization.objects.get().legal_form, Organization.objects.get().is_municipal_institution) == (
        form,
        is_institution,
    )


def test_a_code_belongs_to_a_legal_person_or_an_entrepreneur_and_stands_in_a_section_of_the_classifier() -> None:
    codes = {row["code"]: row["okopf"] for row in catalogue.rows("legal_forms")}
    assert {name for name, code in codes.items() if not code} == {*legal_forms.UNINCORPORATED, "иная"}
    # Corporate commercial, corporate non-profit, natural persons, unitary commercial, unitary non-profit.
    assert {name: code for name, code in codes.items() if code and (len(code), code[0] in "12567") != (5, True)} == {}
    institutions = {name: code for name, code in codes.items() if name in legal_forms.municipal_institutions()}
    assert {code[:3] for code in institutions.values()} == {"754"}


def test_names_are_one_line_of_what_can_be_seen(client, person) -> None:
    client.force_login(person())
    assert post(client, "organisation_add", **TOS | {"short_name": "ТОС\r\n«Строка»"}).status_code == 302
    assert Organization.objects.get().short_name == "ТОС «Строка»"
    page = post(client, "organisation_add", **TOS | {"short_name": "ТОC «Утёс»"})
    assert page.status_code == 422
    assert "В слове «ТОC» перемешаны русские и латинские буквы" in page.content.decode()
