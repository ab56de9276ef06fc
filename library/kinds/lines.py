"""A field of a kind as a line of a form."""

from typing import Any

from django import forms

from casework.fields import long_text
from casework.texts import TidyTexts
from library.kinds import outward, rules
from library.kinds.naming import code_of, coded
from programme.answers.rules import TYPES_IN_WORDS
from programme.lists.kinds import kinds

MOST_FIELDS, SPARE = 40, 2
MOST_CHOICES = 40


class FieldLine(TidyTexts, forms.Form):
    """One that has been adopted is known by its name and keeps its type; a new one without words is none."""

    key = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    label = forms.CharField(label="Как называется", required=False, max_length=120)
    type = forms.ChoiceField(label="Что пишут", required=False, choices=[("", "Выберите"), *TYPES_IN_WORDS.items()])
    order = forms.IntegerField(label="Место", required=False, min_value=1, max_value=1000)
    required = forms.BooleanField(label="Обязательно", required=False)
    hidden = forms.BooleanField(label="Не публиковать: видят автор, хранитель и аудитор", required=False)
    choices = long_text(
        "Варианты",
        rows=3,
        required=False,
        max_length=4000,
        help_text="Для «одного из нескольких» и «нескольких»: каждый с новой строки.",
    )
    listed = forms.ChoiceField(label="Перечень города", required=False)
    of = forms.ChoiceField(label="Карточка какого рода", required=False)
    least = forms.IntegerField(
        label="Не меньше", required=False, min_value=0, max_value=2000, help_text="Знаков текста или строк списка."
    )
    help = forms.CharField(label="Подсказка под полем", required=False, max_length=200)
    is_last_day = forms.BooleanField(label="Это последний день карточки: на следующий она прекратится", required=False)
    outside = forms.ChoiceField(
        label="В письме вне города",
        required=False,
        choices=[("", "не нужно"), *outward.ROLES.items()],
        help_text="Только если действующая карточка пишет кому-то вне города.",
    )
    dropped = forms.BooleanField(label="Убрать из новой версии", required=False)

    def __init__(
        self, *args: Any, known: dict[str, dict[str, Any]], others: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        name = self.data.get(self.add_prefix("key"), "") if self.is_bound else self.initial.get("key", "")
        self.known, self.taken = known.get(name), set(known)
        listed: Any = self.fields["listed"]
        of: Any = self.fields["of"]
        of.choices = [("", "—"), *others]
        listed.choices = [("", "—"), *((code, kind.title) for code, kind in kinds().items())]
        if self.known is None:
            del self.fields["dropped"]
        else:
            del self.fields["type"]

    @property
    def kind_in_words(self) -> str:
        """What is written in a field whose type is final."""
        return TYPES_IN_WORDS.get((self.known or {}).get("type", ""), "")

    @property
    def field_type(self) -> str:
        """One of `TYPES_IN_WORDS`."""
        return str(self.known["type"] if self.known else self.cleaned_data.get("type", ""))

    @property
    def is_left_out(self) -> bool:
        """A new line in which nothing has been named, or one that is taken out."""
        if self.known:
            return bool(self.cleaned_data.get("dropped"))
        return not any(self.cleaned_data.get(name) for name in ("label", "type", "choices", "help"))

    @property
    def place(self) -> int:
        """Where it stands: where it was told to, or behind the others."""
        return int(self.cleaned_data.get("order") or 1000)

    def clean(self) -> dict[str, Any]:
        """A field that can be asked; an empty line is left alone."""
        data = super().clean() or self.cleaned_data
        if self.errors or self.is_left_out:
            return data
        if not data.get("label"):
            self.add_error("label", "Напишите, как называется поле.")
        if not self.field_type:
            self.add_error("type", "Выберите, что пишут в поле.")
        if self.field_type in ("choice", "several"):
            self._ask_for_choices(data)
        if self.field_type == "listed" and not data.get("listed"):
            self.add_error("listed", "Выберите перечень.")
        if self.field_type == "card" and not data.get("of"):
            self.add_error("of", "Выберите род карточки.")
        if data.get("is_last_day") and self.field_type != "day":
            self.add_error("is_last_day", "Последним днём может быть только поле «день».")
        return data

    def _ask_for_choices(self, data: dict[str, Any]) -> None:
        rows = _lines(data.get("choices", ""))
        if not 2 <= len(set(rows)) == len(rows) <= MOST_CHOICES:
            self.add_error("choices", f"Нужно от 2 до {MOST_CHOICES} разных вариантов, каждый с новой строки.")

    def row(self) -> dict[str, Any]:
        """As the kind keeps it; a new one gets its name out of its words."""
        data, kind = self.cleaned_data, self.field_type
        before = self.known or {}
        row = {
            "name": before.get("name") or code_of(data["label"], {*self.taken, *rules.RESERVED}),
            "label": data["label"], "type": kind, "required": bool(data.get("required")), "public": not data.get("hidden"),
        }  # fmt: skip
        if kind in ("choice", "several"):
            known = [(code, words) for code, words in before.get("choices", [])]
            row["choices"] = [list(pair) for pair in coded(_lines(data["choices"]), known)]
        if kind == "listed":
            row["listed"] = data["listed"]
        if kind == "card":
            row["of"] = data["of"]
        if kind in ("text", "lines") and data.get("least"):
            row["least"] = data["least"]
        if data.get("help"):
            row["help"] = data["help"]
        return {**row, "is_last_day": bool(data.get("is_last_day")), "outside": data.get("outside", "")}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def shown(row: dict[str, Any], number: int, data: dict[str, Any]) -> dict[str, Any]:
    """A field that has been adopted, as its line shows it."""
    choices = "\n".join(words for _, words in row.get("choices", []))
    return {
        **{name: row.get(name) for name in ("label", "required", "listed", "of", "least", "help")}, "key": row["name"], "order": number,
        "hidden": not row.get("public", True), "choices": choices, "is_last_day": row["name"] == data.get("expires", ""),
        "outside": outward.role_of(row["name"], data),
    }  # fmt: skip
