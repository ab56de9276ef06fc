"""A kind whose cards go outside the city, defined, brought, kept and answered by buttons of pages alone."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import workdays
from casework.door import Refused
from library.kinds import actions, outward, rules
from library.kinds.forms import KindForm
from library.models import CardKind, ExternalMatter
from programme.models import Person
from tests.access.world import PDF
from tests.library.conftest import Shelf
from tests.story import BACKEND, make_person, settle
from tests.walker import Walker

pytestmark = pytest.mark.django_db
ACT = "Распоряжение № 14-р от 3 марта"
TWIN = {
    "code": "twin_request", "title": "Обращение к побратиму", "plural": "Обращения к побратимам",
    "about": "О чём город просит города-побратимы и что они ответили.", "letters": "ОП", "ground": ACT, "outside": "yes",
    "called_sent": "Письмо у побратима", "called_granted": "Побратим согласен",
    "field-0-label": "Какому городу", "field-0-type": "line", "field-0-required": True, "field-0-outside": "addressee",
    "field-1-label": "О чём просим", "field-1-type": "text", "field-1-required": True, "field-1-outside": "letter",
}  # fmt: skip
PLEA = "Просим принять двенадцать школьников на неделю в июне: дорогу оплачивает город."


def at_pages(person: Person) -> Walker:
    """Somebody who has logged in."""
    walker = Walker()
    walker.client.force_login(person, BACKEND)
    return walker.open("/")


def test_a_kind_that_asks_outside_is_defined_and_its_matter_is_answered_by_pages(shelf: Shelf):
    admin = at_pages(make_person("admin")).open("/library/kinds/").link("Завести род")
    choices = {"proposers": ["person"], "register": "library_outside"}
    admin.press("Ввести в действие", "оставьте одно", **choices, **{**TWIN, "field-1-outside": "addressee"})
    admin.press("Ввести в действие", "не годится для письма", **{"field-1-outside": "letter", "field-0-type": "text"})
    admin.press("Ввести в действие", "а письмо прочтут все", **{"field-0-type": "line", "field-0-hidden": True})
    admin.press("Ввести в действие", "Отметьте поле с адресатом", **{"field-0-outside": "", "field-0-hidden": False})
    admin.press("Ввести в действие", "этот род", addressee_of="external_call.donor")
    admin.press("Ввести в действие", "писать некому", addressee_of="", outside="")
    admin.press("Ввести в действие", "Новая версия рода действует", outside="yes", **{"field-0-outside": "addressee"})
    assert "из поля «Какому городу»" in admin.link(TWIN["title"]).text and "письмо у побратима" in admin.text

    author = at_pages(shelf.author).open("/library/").link("Обращения к побратимам")
    author.link("Начать карточку").press("Начать карточку", title="Школьники в гости")
    author.take("Заполнить и внести карточку").press("Внести карточку", kakomu_gorodu="Город Рига", o_chem_prosim=PLEA)
    keeper = at_pages(shelf.keeper)
    keeper.take("Проверить карточку").press("Записать результат", outcome="accept")
    settle()
    keeper.take("Направить обращение").press("Направить", "Письмо получило номер")
    settle()
    matter = ExternalMatter.objects.get()
    assert (matter.addressee, matter.status) == ("Город Рига", "sent") and PLEA in str(matter.letter.snapshot)
    page = matter.card.get_absolute_url()
    assert "Письмо у побратима" in at_pages(shelf.author).open(page).text
    answered = {
        "outcome": "granted",
        "day": f"{workdays.local_date():%Y-%m-%d}",
        "words": "Ждём двенадцать школьников с 8 июня.",
    }
    keeper.take("Записать ответ на обращение").press(
        "Записать ответ", file=SimpleUploadedFile("Ответ.pdf", PDF), **answered
    )
    guest = Walker().open(page)
    assert (
        "Побратим согласен" in guest.text
        and "с 8 июня" in guest.text
        and "Побратим согласен" in guest.open("/library/twin_request/").text
    )


def test_what_the_programme_sends_outside_stays_so_and_the_form_shows_what_is_kept(db: None):
    admin = make_person("admin")
    for code in ("external_application", "rating", "initiative"):
        kind = CardKind.objects.in_force().get(code=code)
        initial: dict[str, Any] = KindForm.initial_for(kind)
        rows = [{**row, "outside": outward.role_of(row["name"], kind.data)} for row in kind.data["fields"]]
        typed = {**dict.fromkeys([*outward.WORDS, "addressee_of", "deadline_of"], ""), **initial}
        assert outward.data_of(typed, rows) == kind.data["external"] and outward.complaints(typed, rows) == []
        with pytest.raises(Refused, match="установлено программой"):
            actions.change(kind, by=admin, version=1, data={**kind.data, "external": None}, ground=ACT)
    assert initial["outside"] == "yes" and "external_call.donor" in dict(outward.named_fields("addressee"))
    owner = {**kind.data, "keeper": rules.TARGET_OWNER}
    assert any("От имени города" in words for words in rules.faults(owner))
