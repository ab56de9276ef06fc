"""Words people read: no dot after «г.», quotation marks inside quotation marks, a journal in words, the majority that is needed."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.urls import reverse

from casework.formats import nested_quotes
from casework.models import Notification
from casework.notify import tell
from committee.models import AgendaItem
from journal.models import Entry
from journal.record import record
from portal.templatetags.journal import status_words, subject_words
from tests.story import make_person

TWO_DOTS = re.compile(r"\|(day|date_words) \}\}(</\w+>|\{% end\w+ %\})*\.")  # `day` ends with «г.» itself


def test_no_page_writes_a_dot_after_a_day_in_words() -> None:
    assert TWO_DOTS.search('до <span class="nb">{{ until|day }}</span>.')
    assert not TWO_DOTS.search("в {{ until|daytime }}. До {{ until|day }}, не позже.")
    pages = Path(settings.BASE_DIR, "templates").rglob("*.html")
    assert [str(page) for page in pages if TWO_DOTS.search(page.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Заявка «Двор «Утёс» у школы» принята", "Заявка «Двор „Утёс“ у школы» принята"),
        ("«А», «Б «В «Г»»»", "«А», «Б „В „Г““»"),
        ("ТОС «Утёс»", "ТОС «Утёс»"),
        ("5» и «6", "5» и «6"),
    ],
)
def test_quotation_marks_inside_quotation_marks_are_the_inner_ones(text: str, words: str) -> None:
    assert nested_quotes(text) == words
    page = engines["django"].from_string('{{ text|nbsp_typo }}|{% crumb text to="/" %}').render({"text": text})
    assert [piece.count("„") for piece in page.split("|")] == [words.count("„")] * 2


@pytest.mark.django_db
def test_a_message_has_them_too() -> None:
    person = make_person()
    tell(person, "word:1", "Принята заявка «Двор «Утёс»»", "Площадка «Дом «Один»».")
    row = Notification.objects.get(person=person)
    assert (row.title, row.text) == ("Принята заявка «Двор „Утёс“»", "Площадка «Дом „Один“».")


@pytest.mark.django_db
def test_the_journal_speaks_in_words(client) -> None:
    auditor = make_person("auditor")
    record(auditor, "look", "Посмотрено", by=auditor, before="overdue", after="submitted")
    client.force_login(auditor)
    page = client.get(reverse("journal")).content.decode()
    assert (f"человек {auditor.pk}" in page, "programme.person:" in page.split("<tbody>")[1].split("?subject")[0]) == (
        True,
        False,
    )
    entry = Entry(subject="expertise.expertassignment:5")
    assert (status_words("overdue", entry), status_words("submitted", entry)) == ("Просрочено", "Лист сдан")
    assert (subject_words("committee.body:1"), subject_words("gone.thing:1")) == (
        "коллегиальный орган 1",
        "gone.thing:1",
    )


def test_a_question_names_the_majority_of_each_resolution() -> None:
    revoke = {"code": "revoke", "title": "Аннулировать", "majority": "qualified"}
    keep = {"code": "keep", "title": "Оставить"}
    words = [AgendaItem(resolutions=rows).majority_in_words for rows in ([keep], [revoke], [keep, revoke])]
    assert words == ["простое большинство", "две трети", "простое большинство — оставить; две трети — аннулировать"]
