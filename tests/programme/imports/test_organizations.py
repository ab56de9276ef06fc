"""Organisations out of a table: entered by the office, led by nobody until the head has accepted and been confirmed."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from casework.queue import run_pending
from programme.models import Invitation, Membership, Organization, Person
from tests.story import answer

HEADER = "Правовая форма;Сектор;Полное наименование;Краткое наименование;ИНН;КПП;ОГРН;Адрес;Почта руководителя;Должность руководителя;Основание\n"
TOS = "ТОС;общественный сектор;Территориальное общественное самоуправление «Утёс»;ТОС «Утёс»;;;;г. Красноярск;{};председатель;решение собрания\n"
COMPANY = "ООО;Бизнес-структуры;Общество «Завод»;ООО «Завод»;0024 000 063;002401001;1002400000063;г. Красноярск;zavod@example.org;директор;устав\n"


@pytest.fixture
def clerk(person: Any) -> Person:
    return person(role="clerk", last_name="Делова")


@pytest.fixture
def office(clerk: Person) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def upload(client: Client, text: str) -> str:
    file = SimpleUploadedFile("organisations.csv", text.encode("cp1251"))
    return client.post(reverse("import_start", args=["organizations"]), {"_token": uuid4(), "file": file}).url


def confirm(client: Client, url: str) -> Any:
    return client.post(url, {"_token": uuid4(), "seen": client.get(url).context["form"].initial["seen"]})


def verdicts(client: Client, url: str) -> list[tuple[str, str]]:
    return [
        (line.outcome.value, line.reason)
        for line in sorted(client.get(url).context["lines"], key=lambda line: line.number)
    ]


def test_a_head_is_invited_accepts_and_is_confirmed_as_any_other(office, person) -> None:
    head, secretary = person(last_name="Головина"), person(role="platform_secretary")
    confirm(office, upload(office, HEADER + TOS.format(head.email) + COMPANY))
    tos, company = Organization.objects.order_by("pk")
    assert (tos.short_name, company.inn, tos.is_checked, Membership.objects.count()) == (
        "ТОС «Утёс»",
        "0024000063",
        True,
        0,
    )
    mail.outbox.clear()
    run_pending()
    assert any(letter.to == ["zavod@example.org"] and "/invitations/" in letter.body for letter in mail.outbox)
    answer(head, Invitation.objects.get(organization=tos).case, "answer_invitation", answer="accept")
    membership = tos.memberships.get()
    assert (membership.person, membership.role, membership.is_mandate) == (head, "head", False)
    answer(secretary, membership.case, "confirm_mandate", decision="confirm")
    assert f"signer:{tos.pk}" in Person.objects.get(pk=head.pk).capacity_keys()


def test_the_same_table_again_changes_nothing_and_invites_again_whoever_has_refused_to_lead(office, person) -> None:
    head = person()
    table = HEADER + TOS.format(head.email) + COMPANY
    confirm(office, upload(office, table))
    assert {outcome for outcome, _ in verdicts(office, upload(office, table))} == {"known"}
    answer(head, Invitation.objects.get(email=head.email).case, "answer_invitation", answer="decline")
    other = person(last_name="Другая")
    url = upload(office, HEADER + TOS.format(other.email) + COMPANY)
    assert verdicts(office, url)[0] == (
        "new",
        "Организация есть, руководителя нет: приглашение будет отправлено снова.",
    )
    confirm(office, url)
    assert (
        Invitation.objects.filter(email=other.email, status="open").count() == 1 and Organization.objects.count() == 2
    )
    # Whoever has just refused is not asked again, and then nothing of the table is loaded.
    answer(other, Invitation.objects.get(email=other.email).case, "answer_invitation", answer="decline")
    stopped = confirm(office, upload(office, HEADER + COMPANY + TOS.format(other.email)))
    assert stopped.status_code == 422 and "Строка 3" in re.sub("<[^>]+>", "", stopped.content.decode())


def test_numbers_names_and_words_are_checked_row_by_row(office) -> None:
    confirm(office, upload(office, HEADER + COMPANY))
    rows = [
        COMPANY.replace("Общество «Завод»", "Другое общество"), COMPANY.replace("0024 000 063", "0024000064"),
        COMPANY.replace("ООО;", "Колхоз;"), TOS.format("плохая почта"), COMPANY.replace("0024 000 063", ""),
    ]  # fmt: skip
    (first, second, third, fourth, fifth) = verdicts(office, upload(office, HEADER + "".join(rows)))
    assert first == (
        "conflict",
        "Уже есть «ООО «Завод»»; расходится: полное наименование. Исправьте строку или уберите её.",
    )
    assert second[0] == third[0] == fourth[0] == fifth[0] == "wrong"
    assert (
        second[1].startswith("ИНН:")
        and third[1].startswith("Правовая форма:")
        and fourth[1].startswith("Почта руководителя:")
    )


def test_a_sector_may_be_named_by_its_first_word_and_a_wrong_one_hears_what_may_be_written(office) -> None:
    named = [TOS.format("a@example.org").replace("общественный сектор", words) for words in ("Общественный", "общ", "")]
    good, short, empty = verdicts(office, upload(office, HEADER + "".join(named)))
    assert good[0] == "new"
    assert short == (
        "wrong",
        "Сектор: Такого значения нет: «общ». Подойдёт: органы власти и управления, бизнес-структуры, общественный сектор.",
    )
    assert empty[0] == "wrong" and "Такого значения нет" not in empty[1]


def test_others_do_not_load_organisations(person) -> None:
    for role in ("admin", "auditor", "contest_secretary", ""):
        client = Client()
        client.force_login(person(role=role))
        assert client.get(reverse("import_start", args=["organizations"])).status_code == 403


ONE = {
    "legal_form": "ООО", "sector": "business", "full_name": "Общество «Завод»", "short_name": "ООО «Завод»", "inn": "0024 000 063",
    "kpp": "002401001", "ogrn": "1002400000063", "address": "г. Красноярск", "head_email": "Zavod@example.org",
    "head_position": "директор", "head_ground": "устав",
}  # fmt: skip


def enter(client: Client, **changes: str) -> Any:
    return client.post(reverse("organisation_enter"), {"_token": uuid4(), **ONE, **changes})


def test_one_is_entered_without_a_table_by_the_same_checks(office, clerk) -> None:
    page = office.get(reverse("imports")).content.decode()
    assert f'href="{reverse("organisation_enter")}"' in page
    assert '<option value="" selected>Выберите' in office.get(reverse("organisation_enter")).content.decode()
    refused = enter(office, inn="0024000064", head_email="директор", address="ул. Заводская, 1")
    text = refused.content.decode()
    assert refused.status_code == 422 and "ул. Заводская, 1" in text and not Organization.objects.exists()
    assert enter(office, inn="0024000064").status_code == 422
    assert enter(office).url == reverse("imports")
    company, asked = Organization.objects.get(), Invitation.objects.get()
    assert (company.inn, company.checked_by, company.memberships.count()) == ("0024000063", clerk, 0)
    assert (asked.email, asked.role, asked.organization) == ("zavod@example.org", "head", company)
    again = enter(office)
    assert again.status_code == 422 and "Организация есть, ничего не изменится." in " ".join(
        again.content.decode().split()
    )
    other = enter(office, short_name="ООО «Другое»")
    assert other.status_code == 422 and "расходится: краткое наименование" in " ".join(other.content.decode().split())
    tos = {"legal_form": "ТОС", "sector": "community", "inn": "", "kpp": "", "ogrn": "", "short_name": "ТОС «Утёс»"}
    assert enter(office, **tos).status_code == 302
    assert enter(office, **tos).status_code == 422
    assert Organization.objects.count() == 2


def test_only_the_office_enters_one(person) -> None:
    for role in ("admin", "auditor", ""):
        client = Client()
        client.force_login(person(role=role) if role else person())
        assert enter(client).status_code == 403 and client.get(reverse("organisation_enter")).status_code == 403
