"""A list of the city as a form: a line a row, with its place, its words and the mark that it is chosen no more."""

from typing import Any

from django import forms
from django.forms import formset_factory

from casework.fields import DayField
from casework.forms import AskForm, AskLines
from casework.texts import TidyTexts
from casework.workdays import local_date
from programme.lists import catalogue
from programme.lists import rows as rules
from programme.lists.actions import OUTDATED
from programme.lists.kinds import MOST_ROWS, Kind, ListColumn, kinds
from programme.lists.models import ListVersion

SPARE = 2  # empty lines behind the last


class RowForm(TidyTexts, forms.Form):
    """A row. One that has been adopted is known by its code and shows what of it is final; a new one without a title is none."""

    key = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    place = forms.IntegerField(label="Место", required=False, min_value=1, max_value=1000)

    def __init__(self, *args: Any, kind: Kind, known: dict[str, rules.Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        code = self.data.get(self.add_prefix("key"), "") if self.is_bound else self.initial.get("key", "")
        self.known = known.get(code)
        for column in kind.columns:
            if not (self.known and column.is_final):
                self.fields[column.name] = _field(column, (self.known or {}).get(column.name, ""))
        if self.known:
            self.fields["ended"] = forms.BooleanField(label="Больше не выбирается", required=False)

    @property
    def final_words(self) -> list[tuple[str, str]]:
        """(label, words) of what cannot be changed any more."""
        if self.known is None:
            return []
        columns = catalogue.columns(self.kind)
        finals = [column.name for column in self.kind.columns if column.is_final]
        return [(columns[name].label, rules.in_words(columns[name], self.known[name])) for name in finals]

    @property
    def is_empty(self) -> bool:
        """A new line in which nothing has been named."""
        names = {"code", "title"} & set(self.fields)
        return self.known is None and not any(self.cleaned_data.get(name) for name in names)

    def clean(self) -> dict[str, Any]:
        """What is typed is of the kind the column wants; an empty line is left alone."""
        data = super().clean() or self.cleaned_data
        if self.errors or self.is_empty:
            return data
        for column in self.kind.columns:
            if column.name in self.fields and (words := column.fault(data.get(column.name))):
                self.add_error(column.name, words)
        return data

    def row(self) -> rules.Row:
        """The row as the list keeps it; the code of a new one is empty where the list counts them itself."""
        data = self.cleaned_data
        values = {
            column.name: data[column.name] if column.name in self.fields else (self.known or {})[column.name]
            for column in self.kind.columns
        }
        code = self.known["code"] if self.known else values.get("code", "")
        return {**values, "code": code, "ended": bool(data.get("ended"))}


def _field(column: ListColumn, kept: Any) -> forms.Field:
    """The field of a column; whether it is filled is asked of the row as a whole. `kept`: what an ended choice has been until now."""
    label, hint = column.column.label, column.column.hint
    if column.column.kind == "flag":
        return forms.BooleanField(label=label, required=False)
    if column.source or column.column.choices:
        chosen = catalogue.choices(column.source, keep=[kept]) if column.source else list(column.column.choices)
        return forms.ChoiceField(label=label, required=False, choices=[("", "Выберите"), *chosen])
    if column.column.kind == "whole":
        return forms.IntegerField(label=label, required=False, help_text=hint)
    return forms.CharField(label=label, required=False, max_length=column.most_signs)


class RowLines(AskLines):
    """The rows with a few empty lines behind: saving makes room for more, without scripts."""

    def total_form_count(self) -> int:
        """As many lines as were posted or are known, and some to spare."""
        known = super().total_form_count() if self.is_bound else len(self.initial or []) + SPARE
        return min(known, MOST_ROWS + SPARE)


RowFormSet = formset_factory(
    RowForm, formset=RowLines, extra=SPARE, max_num=MOST_ROWS + SPARE, absolute_max=MOST_ROWS + SPARE
)


class RowsForm(AskForm):
    """All rows of a list. `kind_of` and `before` say which, and which rows must stay known."""

    button = "Сохранить перечень"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.list_kind = self.kind_of(self.subject)
        known = {row["code"]: row for row in self.before()}
        shown = [{**row, "key": row["code"], "place": n} for n, row in enumerate(self.initial.get("rows", []), 1)]
        self.formset: Any = RowFormSet(
            self.data if self.is_bound else None,
            prefix="row",
            initial=None if self.is_bound else shown,
            form_kwargs={"kind": self.list_kind, "known": known},
        )

    def kind_of(self, subject: Any) -> Kind:
        """Which list is written."""
        raise NotImplementedError

    def before(self) -> list[rules.Row]:
        """The rows of the version that is changed and those the draft adds."""
        raise NotImplementedError

    def adopted(self) -> list[rules.Row]:
        """The rows that may never disappear."""
        return self.before()

    def parts(self) -> list[forms.BaseForm]:
        """The rows are parts of it."""
        return [self, *self.formset.forms]

    def clean(self) -> dict[str, Any]:
        """The rows in their places, right in themselves and together."""
        data = super().clean() or self.cleaned_data
        if not self.formset.is_valid():
            self.add_error(None, "В строках есть ошибки: они отмечены у полей.")
            return data
        rows = self._coded(self._placed())
        for words in rules.faults(self.list_kind, rows, self.adopted()):
            self.add_error(None, words)
        return {**data, "rows": rows}

    def _placed(self) -> list[rules.Row]:
        places = {row["code"]: n for n, row in enumerate(self.before(), 1)}
        lines = [form for form in self.formset.forms if not form.is_empty]
        return [form.row() for form in sorted(lines, key=lambda form: _place(form, places))]

    def _coded(self, rows: list[rules.Row]) -> list[rules.Row]:
        codes = {row["code"] for row in [*self.before(), *rows]} | catalogue.codes(self.list_kind.code)
        for row in rows:
            if not row["code"] and self.list_kind.prefix:
                row["code"] = rules.next_code(self.list_kind, codes)
                codes.add(row["code"])
        return rows


def _place(form: RowForm, places: dict[str, int]) -> tuple[int, int]:
    """Where a row goes: whoever comes to a place that is taken stands before it on the way up, behind it on the way down."""
    last = MOST_ROWS * 10
    was = places.get(form.known["code"], last) if form.known else last
    place = form.cleaned_data.get("place") or last
    return place, (place > was) - (place < was)


class ListForm(RowsForm):
    """A list that the office keeps: changed from a day on, with what it goes by."""

    done = "Новая версия записана. Дела, которые уже начаты, идут по прежней."
    version = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = DayField(label="С какого дня действует")
    ground = forms.CharField(
        label="Основание", max_length=300, min_length=5, help_text="Что изменилось и каким актом: его номер и дата."
    )

    def kind_of(self, subject: ListVersion) -> Kind:
        """The list of the version that is changed."""
        return kinds()[subject.code]

    def before(self) -> list[rules.Row]:
        """The version adopted last."""
        return list(self.subject.rows)

    def clean(self) -> dict[str, Any]:
        """Over the version that the page has shown, or not at all."""
        if self.cleaned_data.get("version") != self.subject.version:
            self.add_error(None, OUTDATED)
            return self.cleaned_data
        return super().clean()

    @classmethod
    def initial_for(cls, subject: ListVersion) -> dict[str, Any]:
        """The version adopted last, to be changed from today on or from its own day."""
        return {
            "rows": subject.rows,
            "version": subject.version,
            "valid_from": max(local_date(), subject.valid_from),
        }
