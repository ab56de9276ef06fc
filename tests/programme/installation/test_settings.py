"""«Настройки города»: one row over the environment, changed by the administrator, previewed, written into the journal."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework import installation
from casework.installation import Installation
from documents import seal_key
from documents.models import Document
from journal.models import Entry
from programme.installation import actions
from programme.installation.forms import CityForm
from tests.documents.conftest import issue, made

pytestmark = pytest.mark.django_db
CHANGE = "/city/settings/change/"


def sent(**changes: Any) -> dict[str, Any]:
    """The form as a browser sends it back, with these changes; what is not ticked is not sent."""
    values = {**CityForm.initial_for(None), **changes}
    return {name: value for name, value in values.items() if value not in (False, None)} | {"_token": str(uuid4())}


def test_without_a_row_the_environment_says_it_all(settings: Any) -> None:
    settings.CITY_NAME, settings.DEFAULT_FROM_EMAIL = "г. Омск", "Согласие <noreply@omsk.example>"
    settings.CONTACT_EMAIL, settings.REQUIRES_HEAD_ACT = "office@omsk.example", ["support"]
    city = installation.current()
    assert (city.name, city.bare_name, city.sender, city.security_contact, city.head_acts) == (
        "г. Омск", "Омск", "Согласие <noreply@omsk.example>", "office@omsk.example", ("support",),
    )  # fmt: skip


def test_the_administrator_looks_first_and_then_changes(client: Any, person: Any) -> None:
    admin = person(role="admin")
    client.force_login(admin)
    new = sent(
        organisation_name="Совет развития",
        contact_phone="+7 (391) 200-00-00",
        contact_email="office@city.example",
        head_acts=["support"],
    )
    looked = client.post(CHANGE, new | {"_preview": "1"}).content.decode()
    assert all(
        words in looked
        for words in ("Что изменится", "<ins>Совет развития</ins>", "<ins>О поддержке предложения</ins>")
    )
    assert (Installation.objects.count(), installation.current().phone) == (0, "")

    assert client.post(CHANGE, new)["Location"] == "/city/settings/"
    city = installation.current()
    assert (city.organisation, city.phone, city.head_acts, city.name) == (
        "Совет развития",
        "+7 (391) 200-00-00",
        ("support",),
        "г. Красноярск",
    )
    entry = Entry.objects.get(verb="change_settings")
    assert (entry.actor, entry.payload["organisation_name"]) == (
        admin,
        ["Городской программный комитет", "Совет развития"],
    )
    assert set(entry.payload) == {"organisation_name", "contact_email", "contact_phone", "head_acts"}
    page = client.get("/city/settings/").content.decode()
    assert (
        page.count("по умолчанию, CITY_NAME"),
        "по умолчанию, ORGANISATION_NAME" in page,
        admin.short_name in page,
    ) == (1, False, True)
    assert all(words in client.get("/how/").content.decode() for words in ("office@city.example", "+7 (391) 200-00-00"))


def test_the_same_sent_again_is_no_entry(client: Any, person: Any) -> None:
    client.force_login(person(role="admin"))
    for _ in range(2):
        client.post(CHANGE, sent(contact_email="office@city.example"))
    assert Entry.objects.filter(verb="change_settings").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("contact_email", "не почта", "Почта для обращений"),
        ("security_contact", "позвоните нам", "начинается с https://"),
        ("sender_name", "Согласие <x>", "не должно быть знаков"),
        ("source_url", "где-то", "Адрес исходного кода"),
        ("organisation_name", "", "Заполните это поле."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Any, person: Any, field: str, value: str, words: str
) -> None:
    client.force_login(person(role="admin"))
    answer = client.post(CHANGE, sent(contact_email="office@city.example", contact_hours="по средам") | {field: value})
    page = answer.content.decode()
    assert (answer.status_code, words in page, "по средам" in page, Installation.objects.count()) == (
        422,
        True,
        True,
        0,
    )


def test_papers_keep_the_names_they_were_made_with(db: None) -> None:
    before = issue()
    actions.change(organisation_name="Совет развития", city_name="г. Тюмень", seal_is_test=False)
    after = issue()
    named = [(paper.snapshot["document"]["organisation"], paper.snapshot["document"]["city"], paper.snapshot["document"]["is_test"])
             for paper in (Document.objects.get(pk=before.pk), after)]  # fmt: skip
    assert named == [("Городской программный комитет", "г. Красноярск", True), ("Совет развития", "г. Тюмень", False)]


def test_another_sender_needs_another_trial_letter(client: Any, person: Any, mailoutbox: Any) -> None:
    client.force_login(person(role="admin"))
    assert client.post("/city/settings/letter/", {"email": "me@city.example"}).status_code == 302
    assert (mailoutbox[0].to, actions.stored().letter_sent_at is None) == (["me@city.example"], False)
    actions.change(sender_email="noreply@city.example")
    assert actions.stored().letter_sent_at is None


def test_one_row_that_is_never_deleted(db: None) -> None:
    actions.change(city_name="г. Тюмень")
    with pytest.raises(IntegrityError), transaction.atomic():
        Installation.objects.create(pk=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Installation.objects.get().delete()


def test_after_the_first_paper_no_other_key_is_taken(client: Any, person: Any, settings: Any, tmp_path: Any) -> None:
    made()
    client.force_login(person(role="admin"))
    assert reverse("seal_key") not in client.get("/city/settings/").content.decode()
    with pytest.raises(seal_key.Refused):
        seal_key.bring(b"whatever", "")


def test_what_is_missing_is_on_one_list_for_the_page_and_the_terminal(
    client: Any, person: Any, settings: Any, capsys: Any
) -> None:
    admin = person(role="admin")
    client.force_login(admin)
    page = client.get("/city/readiness/").content.decode()
    with pytest.raises(CommandError):
        call_command("readiness")
    printed = capsys.readouterr().out
    titles = ("Комитет", "Контакты", "Исходный код", "Почта", "Защищённый адрес", "Резервная копия", "Регламент", "Администраторы",
              "Ключ печати", "Очередь", "Место для файлов", "Секретарь площадки", "Координатор экспертизы", "Эксперты", "Площадки",
              "Модераторы обсуждений")  # fmt: skip
    assert [title for title in titles if f"<strong>{title}</strong>" not in page or f"  {title}: " not in printed] == []
    assert "НЕТ   Контакты: не указаны — укажите почту" in printed
    assert "есть  Регламент" in printed

    actions.change(contact_email="office@city.example", source_url="https://code.example/city", by=admin)
    call_command("backup_done")
    with pytest.raises(CommandError):
        call_command("readiness")
    printed = capsys.readouterr().out
    assert all(
        f"есть  {title}" in printed
        for title in ("Контакты: office@city.example", "Исходный код: https://", "Резервная копия: отмечена")
    )


def test_settings_that_the_journal_does_not_know_are_noticed(person: Any) -> None:
    from portal.management.commands.check_invariants import broken

    actions.change(city_name="г. Тюмень", head_acts=["support"], by=person())
    actions.change(city_name="г. Тобольск", by=person())
    assert not [line for line in broken() if "P-18" in str(line)]
    Installation.objects.update(city_name="г. Тюмень")
    assert [line for line in broken() if "P-18" in str(line)]


def test_an_old_backup_is_none(db: None) -> None:
    from datetime import timedelta

    from programme.installation import readiness

    actions.note_backup()
    assert readiness.backup()[0]
    Installation.objects.update(backup_at=timezone.now() - timedelta(days=8))
    assert not readiness.backup()[0]
