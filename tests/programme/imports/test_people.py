"""People out of a table: shown first, written whole or not at all, twice the same; each sets a password of their own."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as installation
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from casework.queue import run_pending
from journal.models import Entry
from programme.models import Import, Person
from programme.people import actions as people
from tests.programme.imports.workbooks import xlsx

HEADER = "Фамилия;Имя;Отчество;Почта\n"
TWO = HEADER + "Свежая;Анна;;Fresh@Example.org\nКотов;Пётр;Ильич;kotov@example.org\n"
PASSWORD = "кедровая-шишка-42"


@pytest.fixture
def office(person: Any) -> Client:
    client = Client()
    client.force_login(person(role="admin", last_name="Админова"))
    return client


def upload(client: Client, data: str | bytes, name: str = "люди.csv") -> Any:
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
    return client.post(reverse("import_start", args=["people"]), {"_token": uuid4(), "file": file})


def confirm(client: Client, url: str) -> Any:
    seen = client.get(url).context["form"].initial["seen"]
    return client.post(url, {"_token": uuid4(), "seen": seen})


def words(answer: Any) -> str:
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).replace("\u00a0", " ").split())


def test_a_table_is_shown_then_loaded_and_every_person_sets_a_password(office) -> None:
    url = upload(office, TWO).url
    page = words(office.get(url))
    assert "Будет добавлено — 2" in page and "Пока ничего не записано" in page
    assert not Person.objects.filter(email__in=["fresh@example.org", "kotov@example.org"]).exists()
    assert confirm(office, url).url == url
    fresh = Person.objects.get(email="fresh@example.org")
    assert not fresh.has_usable_password()
    mail.outbox.clear()
    run_pending()
    letter = next(letter for letter in mail.outbox if letter.to == ["fresh@example.org"])
    link = re.search(rf"{re.escape(installation.SITE_URL)}(/accounts/password/reset/key/\S+)", letter.body)[1]
    owner = Client()
    form = owner.get(link, follow=True)
    answer = owner.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302 and Person.objects.get(pk=fresh.pk).check_password(PASSWORD)
    report = office.get(reverse("import_report", args=["people", Import.objects.get().pk])).content.decode("utf-8-sig")
    assert report.splitlines()[1] == "2;Свежая Анна;добавлено;Придёт письмо со ссылкой, чтобы задать пароль."
    assert Import.objects.get().rows == []  # the cells are not kept
    assert Entry.objects.get(verb="perform_import").payload["new"] == 2


def test_the_same_table_again_makes_nobody_twice(office) -> None:
    confirm(office, upload(office, TWO).url)
    url = upload(office, xlsx([line.split(";") for line in TWO.splitlines()]), "люди.xlsx").url
    page = office.get(url)
    assert "Загружать нечего" in words(page) and "Уже есть — 2" in words(page)
    assert Person.objects.filter(last_name="Котов").count() == 1


def test_one_bad_row_stops_all_of_them_and_each_says_why(office, person) -> None:
    known, gone = person(last_name="Занятая"), person(last_name="Ушедшая")
    people.deactivate(gone, ground="по просьбе")
    rows = [
        "Новая;Анна;;new@example.org", "Безымянная;;;nobody@example.org", "Котов;Пётр;;не почта", f"Другая;Анна;;{known.email}",
        f"Ушедшая;Анна;Петровна;{gone.email}", "Новая;Анна;;NEW@example.org", "Кoтов;Пётр;;latin@example.org",
    ]  # fmt: skip
    url = upload(office, HEADER + "\n".join(rows)).url
    lines = {line.number: (line.outcome.value, line.reason) for line in office.get(url).context["lines"]}
    assert {number: outcome for number, (outcome, _) in lines.items()} == {
        2: "new", 3: "wrong", 4: "wrong", 5: "conflict", 6: "conflict", 7: "wrong", 8: "wrong",
    }  # fmt: skip
    assert lines[3][1] == "Имя: Заполните это поле."
    assert lines[7][1] == "Повторяет строку 2."
    assert "другого человека: Занятая" in lines[5][1] and "закрыта" in lines[6][1] and "Кoтов" in lines[8][1]
    answer = confirm(office, url)
    assert answer.status_code == 422 and "Строк, которые нельзя загрузить: 6" in words(answer)
    assert not Person.objects.filter(email="new@example.org").exists()


def test_what_has_changed_since_the_preview_is_shown_again(office, person) -> None:
    url = upload(office, TWO).url
    seen = office.get(url).context["form"].initial["seen"]
    people.enroll(email="kotov@example.org", last_name="Котов", first_name="Пётр", middle_name="Ильич")
    answer = office.post(url, {"_token": uuid4(), "seen": seen})
    assert answer.status_code == 422 and "данные изменились" in words(answer) and "Уже есть — 1" in words(answer)
    assert confirm(office, url).status_code == 302


def test_a_wrong_header_names_what_is_missing(office) -> None:
    assert "Нет столбцов: Имя, Почта" in words(upload(office, "Фамилия;Отчество\nИванова;Анна\n"))
    assert "встречается дважды" in words(upload(office, "Имя;имя;Фамилия;Почта\nа;б;в;г\n"))
    assert "нет строк" in words(upload(office, HEADER))
    assert "Приложите файл" in words(office.post(reverse("import_start", args=["people"]), {"_token": uuid4()}))


def test_the_template_is_a_table_that_loads(office) -> None:
    template = office.get(reverse("import_template", args=["people"])).content
    assert upload(office, template).status_code == 302


def test_others_do_not_load_people_and_nobody_confirms_for_another(office, person) -> None:
    url = upload(office, TWO).url
    for role in ("clerk", "platform_secretary", "auditor"):
        outsider = Client()
        outsider.force_login(person(role=role))
        assert outsider.get(reverse("import_start", args=["people"])).status_code == 403
        assert upload(outsider, TWO).status_code == 403
        assert outsider.get(url).status_code == 403
    other = Client()
    other.force_login(person(role="admin"))
    assert other.get(url).status_code == 404
    assert office.get(reverse("import_start", args=["nonsense"])).status_code == 404


def test_a_draft_goes_after_a_day_and_a_report_stays_as_it_is(office, clock) -> None:
    upload(office, TWO)
    clock.shift(timedelta(days=1, minutes=1))
    confirm(office, upload(office, TWO).url)
    done = Import.objects.get()
    for change in (lambda: Import.objects.update(report=[]), done.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_long_table_costs_as_much_as_a_short_one(office, django_assert_max_num_queries) -> None:
    rows = "".join(f"Житель;Анна;;person-{n}@example.org\n" for n in range(200))
    url = upload(office, HEADER + rows).url
    with django_assert_max_num_queries(14):
        assert len(office.get(url).context["lines"]) == 200
