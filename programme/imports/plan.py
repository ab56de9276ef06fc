"""What will happen row by row: a kind of import reads each row by a form, and judges all of them together."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from casework.texts import TidyTexts
from programme.imports.tables import Table, Unreadable

Answers = dict[str, Any]


class Outcome(models.TextChoices):
    """What a row leads to."""

    NEW = "new", "будет добавлено"
    KNOWN = "known", "уже есть"
    CONFLICT = "conflict", "расходится с тем, что есть"
    WRONG = "wrong", "ошибка в строке"

    @property
    def done(self) -> str:
        """The same when it has been done."""
        return "добавлено" if self == Outcome.NEW else str(self.label)


STOPS = {Outcome.CONFLICT, Outcome.WRONG}
Verdict = tuple[Outcome, str]
MOST_NAMED = 12  # values a message may list


class RowForm(TidyTexts, forms.Form):
    """One row: its fields are the columns, their labels the names of the columns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class WordChoice(forms.ChoiceField):
    """A choice written in words, as people read it, in any case; its first words are enough if no other begins so."""

    def to_python(self, value: Any) -> str:
        """The value behind the words."""
        words = str(value or "").strip().casefold()
        pairs: Iterable[tuple[Any, Any]] = self.choices  # type: ignore[assignment]
        known = {str(name).casefold(): key for key, label in pairs for name in (key, label)}
        begun = {key for name, key in known.items() if words and name.startswith((f"{words} ", f"{words}-"))}
        return super().to_python(known.get(words, begun.pop() if len(begun) == 1 else value))

    def validate(self, value: Any) -> None:
        """Whoever has written something else reads what may be written, as long as that is a short list."""
        if value in self.empty_values or self.valid_value(value) or len(self.labels) > MOST_NAMED:
            return super().validate(value)
        raise forms.ValidationError(f"Такого значения нет: «{value}». Подойдёт: {', '.join(self.labels)}.")

    @property
    def labels(self) -> list[str]:
        """The words as they are offered."""
        pairs: Iterable[tuple[Any, Any]] = self.choices  # type: ignore[assignment]
        return [str(label) for key, label in pairs if key]


class WordChoices(forms.Field):
    """Several of them, separated by commas or semicolons."""

    def __init__(self, *, choices: Any, **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[str]:
        """The values behind the words."""
        words = [word.strip() for word in str(super().clean(value) or "").replace(";", ",").split(",") if word.strip()]
        pairs = self.choices() if callable(self.choices) else self.choices
        known = {str(label).casefold(): key for key, label in pairs}
        unknown = [word for word in words if word.casefold() not in known]
        if unknown:
            raise forms.ValidationError(f"нет такого: {', '.join(unknown)}")
        return list(dict.fromkeys(known[word.casefold()] for word in words))


@dataclass(frozen=True)
class Kind:
    """A kind of import.

    `judge` takes the answers of all good rows and says of each what it leads to and why (Russian); it asks the database as often for
    five rows as for five hundred. `perform(answers, by=)` does what a new row asks for. `key_of` is what no two rows may share.
    """

    code: str
    title: str
    about: str
    form: type[RowForm]
    example: dict[str, str]
    key_of: Callable[[Answers], str]
    name_of: Callable[[Answers], str]
    judge: Callable[[Sequence[Answers]], list[Verdict]]
    perform: Callable[..., Any]
    single: str = ""  # the name of the page that enters one without a table

    @property
    def columns(self) -> list[tuple[str, str, bool, str]]:
        """Key, title, whether it must be filled, a word about it."""
        fields = self.form.base_fields.items()
        return [(key, str(field.label), field.required, str(field.help_text)) for key, field in fields]


@dataclass(frozen=True)
class Line:
    """One row, read and judged."""

    number: int
    name: str
    outcome: Outcome
    reason: str
    answers: Answers


def rows_of(kind: Kind, table: Table) -> list[dict[str, Any]]:
    """The rows of a table by the keys of the columns, ready to be kept. Raises Unreadable for a header that does not fit."""
    names = {_plain(title): key for key, title, _, _ in kind.columns}
    places: dict[str, int] = {}
    for place, title in enumerate(table.header):
        key = names.get(_plain(title), "")
        if key in places:
            raise Unreadable(f"Столбец «{title}» встречается дважды. Оставьте один.")
        if key:
            places[key] = place
    missing = [title for key, title, is_required, _ in kind.columns if is_required and key not in places]
    if missing:
        raise Unreadable(
            f"Нет столбцов: {', '.join(missing)}. Их названия стоят в первой строке; возьмите их из образца."
        )
    return [
        {"number": number, "cells": {key: row[place] if place < len(row) else "" for key, place in places.items()}}
        for number, row in table.rows
    ]


def _plain(title: str) -> str:
    return "".join(title.casefold().replace("ё", "е").replace("*", "").split())


def judged(kind: Kind, rows: Iterable[dict[str, Any]]) -> list[Line]:
    """What each row leads to now; one that repeats an earlier one is wrong."""
    lines: dict[int, Line] = {}
    good: list[tuple[int, Answers]] = []
    seen: dict[str, int] = {}
    for row in rows:
        number, form = row["number"], kind.form(row["cells"])
        if not form.is_valid():
            shown = " ".join(filter(None, (row["cells"].get(key, "") for key, *_ in kind.columns)))[:100]
            lines[number] = Line(number, shown, Outcome.WRONG, _faults(form), {})
        elif (key := kind.key_of(form.cleaned_data)) in seen:
            reason = f"Повторяет строку {seen[key]}."
            lines[number] = Line(number, kind.name_of(form.cleaned_data), Outcome.WRONG, reason, {})
        else:
            seen[key] = number
            good.append((number, form.cleaned_data))
    verdicts = kind.judge([answers for _, answers in good])
    for (number, answers), (outcome, reason) in zip(good, verdicts, strict=True):
        lines[number] = Line(number, kind.name_of(answers), outcome, reason, answers)
    return [lines[number] for number in sorted(lines)]


def _faults(form: forms.Form) -> str:
    words = []
    for name, errors in form.errors.items():
        title = f"{form.fields[name].label}: " if name in form.fields else ""
        words += [f"{title}{error}" for error in errors]
    return " ".join(words)


def counts(lines: Iterable[Line]) -> list[tuple[Outcome, int]]:
    """How many rows of each outcome there are, in the order of the outcomes."""
    numbers = dict.fromkeys(Outcome, 0)
    for line in lines:
        numbers[line.outcome] += 1
    return [(outcome, number) for outcome, number in numbers.items() if number]


def mark(lines: Iterable[Line]) -> str:
    """A fingerprint of what the preview has shown."""
    text = "\n".join(f"{line.number} {line.name} {line.outcome} {line.reason}" for line in lines)
    return hashlib.sha256(text.encode()).hexdigest()
