"""What people type is put in order at one address, in every form of the project."""

import pytest
from django import forms
from django.http import QueryDict

from casework.forms import AskForm, AskLines
from casework.texts import TidyTexts, is_blank, look_alikes, tidy
from tests.forms import every_form, every_set
from tests.hostile import hostile_texts
from tests.story import post


class NoteForm(AskForm):
    """A title and a long text."""

    title = forms.CharField(max_length=20)
    text = forms.CharField(widget=forms.Textarea, max_length=8000, required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False, strip=False)


def filled(**typed: str) -> NoteForm:
    """The form as it is posted."""
    data = QueryDict(mutable=True)
    data.update({"title": "Двор", **typed})
    form = NoteForm(data, by=None)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Двор\x0bбез ступеней", "Двор без ступеней"),
        ("Двор\x00без\x1f", "Дворбез"),
        ("ТОС\r\n«Строка»", "ТОС «Строка»"),
        ("\ufeffДв\u200bор\u202e", "Двор"),
        ("Двори\u0306к", "Дворйк"),
        ("Двор\u00a0\u00a0 без\tступеней", "Двор без ступеней"),
        ("Двор\ud800", "Двор"),
        ("а" + "\u0301" * 40, "а" + "\u0301" * 3),
    ],
)
def test_a_title_is_one_line_of_visible_letters(typed, kept):
    form = filled(title=typed)
    assert (form.errors, form.cleaned_data["title"]) == ({}, kept)


@pytest.mark.parametrize(
    "nothing", [" ", "\u00a0", "\u200b\u2060", "\x0b", "\u3164", "\u2800", "\u0301", "\ud800", "\ufeff\u202e"]
)
def test_what_cannot_be_seen_is_empty(nothing):
    assert filled(title=nothing).errors == {"title": ["Заполните это поле."]}


def test_line_ends_are_counted_as_they_are_seen():
    text = "строка12\r\n" * 880 + "последняя"
    assert len(text) > 8000 > len(text.replace("\r\n", "\n"))
    form = filled(text=text)
    assert (form.errors, form.cleaned_data["text"]) == ({}, text.replace("\r\n", "\n"))
    assert filled(text="первая\r\n \r\n\t\r\n\r\nвторая").cleaned_data["text"] == "первая\n\nвторая"
    assert filled(text="первая\x0bвторая\u2028третья").cleaned_data["text"] == "первая\nвторая\nтретья"


def test_a_name_of_two_alphabets_is_refused_with_the_word_and_a_long_text_is_not():
    assert filled(title="Наш Дoм").errors == {
        "title": [
            "В слове «Дoм» перемешаны русские и латинские буквы, похожие друг на друга. Наберите его заново на одной раскладке."
        ]
    }
    assert filled(text="Наш Дoм").errors == {}


def test_look_alikes_are_told_from_borrowed_words():
    assert look_alikes("Сoглaсие и GОOGLE у TОС, Xочу, Кοт") == ["Сoглaсие", "GОOGLE", "TОС", "Xочу", "Кοт"]
    assert look_alikes("COVIDом, IT-отдел, SMSки, PRом, USBшный, PDFе, 3D-модель, Wi-Fi, ёж, й, Ґанок, A4, М-53") == []


def test_a_password_is_left_as_it_is():
    assert filled(secret=" па\u200bроль ").cleaned_data["secret"] == " па\u200bроль "


def test_what_is_shown_again_is_what_would_be_kept():
    form = filled(title="Двор\x0bбез ступеней и с очень длинным названием")
    assert form["title"].value() == "Двор без ступеней и с очень длинным названием"


def test_tidying_twice_changes_nothing():
    for text in hostile_texts():
        for is_long in (True, False):
            once = tidy(text, is_long=is_long)
            assert tidy(once, is_long=is_long) == once
            assert once.encode() and not set(once) & set(map(chr, range(9))) if not is_blank(once) else True


def test_every_form_of_the_project_is_tidy():
    found = every_form()
    assert len(found) > 150
    assert [f"{form.__module__}.{form.__qualname__}" for form in found if not issubclass(form, TidyTexts)] == []
    assert [kind.__qualname__ for kind in every_set() if not issubclass(kind, AskLines)] == []


@pytest.mark.parametrize(("day", "is_right"), [("2026-11-23", True), ("9999-12-31", False), ("0001-01-01", False)])
def test_a_year_nobody_means_is_a_mistake(day, is_right):
    kind = type("Dated", (AskForm,), {"day": forms.DateField(), "moment": forms.DateTimeField()})
    form = kind({"day": day, "moment": f"{day} 14:00"}, by=None)
    assert form.is_valid() is is_right
    assert is_right or form.errors["day"] == ["Проверьте год: он от 1600 до 2200."]


def test_no_text_is_without_end():
    endless = type("Endless", (AskForm,), {"word": forms.CharField(), "text": forms.CharField(widget=forms.Textarea)})
    form = endless({"word": "а" * 1001, "text": "а\n" * 5001}, by=None)
    assert sorted(form.errors) == ["text", "word"]
    assert form.errors["text"] == ["В тексте 5001 строк, помещается 5000. Соедините короткие строки."]
    assert endless({"word": "а" * 1000, "text": "а\n" * 5000}, by=None).is_valid()


class Bounds(TidyTexts, forms.Form):
    """A text and a number that say nothing of their own about their limits."""

    name = forms.CharField(min_length=3, max_length=5)
    count = forms.IntegerField(min_value=2, max_value=7)
    own = forms.CharField(max_length=5, error_messages={"max_length": "Код короче."})


@pytest.mark.parametrize(
    "name, count, said",
    [
        ("да", 1, ["Напишите подробнее: знаков нужно не меньше 3, сейчас их 2.", "Введите число не меньше 2."]),
        ("дворик", 8, ["Сократите текст: знаков помещается 5, сейчас их 6.", "Введите число не больше 7."]),
    ],
)
def test_what_is_beyond_its_limits_is_told_how_to_get_back(name, count, said):
    form = Bounds({"name": name, "count": count, "own": "слишком длинно"})
    assert [*form.errors["name"], *form.errors["count"]] == said
    assert form.errors["own"] == ["Код короче."]


def test_what_is_not_answered_as_asked_says_what_to_do():
    fields = {
        "way": forms.ChoiceField(choices=[("a", "А")]), "ways": forms.MultipleChoiceField(choices=[("a", "А")]), "day": forms.DateField(),
        "count": forms.IntegerField(), "sum": forms.DecimalField(), "own": forms.IntegerField(error_messages={"invalid": "Часы — числом."}),
    }  # fmt: skip
    asked = type("Asked", (TidyTexts, forms.Form), dict(fields))
    form = asked(post(dict.fromkeys(fields, "нечто")))
    unknown = ["Такого варианта в списке нет: выберите из тех, что в нём есть."]
    assert form.errors == {
        "way": unknown, "ways": unknown, "day": ["Укажите дату, например 23.11.2026."], "count": ["Введите целое число, цифрами."],
        "sum": ["Введите число, цифрами."], "own": ["Часы — числом."],
    }  # fmt: skip
    empty = asked(post({}))
    assert empty.errors["way"] == ["Выберите один из вариантов."] and empty.errors["count"] == ["Заполните это поле."]
