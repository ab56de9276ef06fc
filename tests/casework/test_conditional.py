"""The answer first, then only its fields: what is asked with an answer must be there, what is not asked is neither judged nor kept."""

import html
import re
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from casework.conditional import Needed
from casework.forms import AskForm
from tests.forms import every_form


class VisitForm(AskForm):
    answer = forms.ChoiceField(
        label="Придёте?", choices=[("yes", "Приду"), ("later", "Позже"), ("no", "Не приду")], widget=forms.RadioSelect
    )
    day = forms.DateField(label="Когда")
    guests = forms.IntegerField(label="Сколько гостей", required=False)
    why = forms.CharField(label="Почему")
    NEEDED_IF = {
        "day": Needed("answer", ("later",), "Назовите день."),
        "guests": Needed("answer", ("yes", "later"), is_must=False),
        "why": Needed("answer", ("no",), "Объясните.", least=5),
    }


def filled(**answers: str) -> VisitForm:
    data = QueryDict(mutable=True)
    data.update(answers)
    return VisitForm(data, by=None)


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"answer": "yes"}, {}),
        ({"answer": "yes", "day": "вчера", "why": "да"}, {}),  # not asked: not judged
        ({"answer": "yes", "guests": "много"}, {"guests": ["Введите целое число, цифрами."]}),
        ({"answer": "later"}, {"day": ["Назовите день."]}),
        ({"answer": "later", "day": "вчера"}, {"day": ["Укажите дату, например 23.11.2026."]}),
        ({"answer": "no", "why": "так"}, {"why": ["Объясните."]}),
        ({"day": "вчера"}, {"answer": ["Выберите один из вариантов."]}),
    ],
)
def test_only_what_is_asked_with_the_answer_is_judged(answers: dict[str, str], errors: dict[str, list[str]]) -> None:
    assert filled(**answers).errors == errors


def test_what_was_typed_for_another_answer_is_not_kept() -> None:
    form = filled(answer="yes", why="Передумал совсем", guests="3")
    assert form.is_valid()
    assert form.cleaned_data == {"answer": "yes", "day": None, "guests": 3, "why": ""}


def test_the_page_groups_the_fields_of_an_answer_and_opens_those_of_the_chosen_one() -> None:
    page = html.unescape(str(filled(answer="no", why="")))
    groups = re.findall(r'<details[^>]*data-answers="([^"]*)"([^>]*)>\s*<summary>([^<]*)</summary>', page)
    assert groups == [
        ("later", "", "Если «Позже»"),
        ("yes later", "", "Если «Приду» или «Позже»"),
        ("no", " open", "Если «Не приду»"),
    ]
    assert page.count("необязательно") == 1  # nothing that is demanded is called so


def test_a_field_outside_its_group_says_when_it_is_needed() -> None:
    assert "нужно, если «Не приду»" in str(VisitForm(by=None)["why"].as_field_group())


@pytest.mark.parametrize("form", [kind for kind in every_form() if getattr(kind, "NEEDED_IF", None)], ids=str)
def test_every_form_names_a_question_of_its_own_with_such_answers(form: Any) -> None:
    for name, needed in form.NEEDED_IF.items():
        assert name in form.base_fields
        choices = {str(value) for value, _ in form.base_fields[needed.question].choices}
        assert choices >= set(needed.answers)
