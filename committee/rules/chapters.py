"""A chapter of the regulation as a form, made from the schema of the rules: nobody edits its data by hand."""

from dataclasses import dataclass
from typing import Any

from django import forms

from casework.forms import AskForm
from committee.rules import content
from committee.rules.models import RulesDraft
from programme.regulations import schema
from programme.regulations.schema import Leaf
from programme.regulations.values import Column, Mistyped, typed

SPARE, MOST_ROWS = 2, 30  # empty rows behind the last of a list; rows of a list
DAYS = [("workdays", "рабочие дни"), ("calendar", "календарные дни")]


@dataclass(frozen=True)
class Row:
    """A line of the form: what is said now, and the fields that say it. `rows`: of a list, each its fields."""

    leaf: Leaf
    fields: list[Any]
    rows: list[list[Any]]


class ChapterForm(AskForm):
    """All values of a chapter as the draft has them; only what differs from the version it changes is kept."""

    done = "Изменения сохранены."
    button = "Сохранить раздел"
    chapter = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base = content.base_content(self.subject)
        self.now = {leaf.path: leaf for leaf in schema.leaves(self.base, self.chapter)}
        drafted = dict(schema.paths(content.new_content(self.subject, self.base)))
        self.leaves = [schema.leaf_at(path, drafted[path]) for path in self.now]
        for leaf in self.leaves:
            if not leaf.column.fixed:
                self._add(leaf)

    @classmethod
    def initial_for(cls, subject: RulesDraft) -> dict[str, Any]:
        """The chapter as the draft has it."""
        new = content.new_content(subject, content.base_content(subject))
        initial: dict[str, Any] = {}
        for leaf in schema.leaves(new, cls.chapter):
            initial |= _typed_values(leaf)
        return initial

    def _add(self, leaf: Leaf) -> None:
        if leaf.is_list:
            for n in range(self._rows_of(leaf)):
                for column in leaf.shown_columns:
                    name = f"{leaf.path}.{n}.{column.name}"
                    self.fields[name] = _field(column, column.label, is_required=False)
            return
        now = f"Сейчас: {self.now[leaf.path].words}{'; соблюдают люди' if leaf.is_for_people else ''}."
        if leaf.is_term:
            self.fields[leaf.path] = _field(leaf.columns[0], leaf.label, now)
            self.fields[f"{leaf.path}.calendar"] = _days_field(leaf)
            return
        self.fields[leaf.path] = _field(leaf.column, leaf.label, f"{now} {leaf.column.hint}")

    def _rows_of(self, leaf: Leaf) -> int:
        """As many rows as are there or were posted, and some to spare."""
        prefix = f"{leaf.path}."
        numbers = [name.removeprefix(prefix).partition(".")[0] for name in self.data if name.startswith(prefix)]
        posted = [int(number) + 1 for number in numbers if number.isascii() and number.isdecimal() and len(number) < 4]
        return min(max([len(leaf.value) + SPARE, *posted]), MOST_ROWS)

    def lines(self) -> list[Row]:
        """The form for the page, line by line."""
        return [self._line(leaf) for leaf in self.leaves]

    def _line(self, leaf: Leaf) -> Row:
        if leaf.column.fixed:
            return Row(leaf, [], [])
        if leaf.is_list:
            names = [column.name for column in leaf.shown_columns]
            return Row(
                leaf, [], [[self[f"{leaf.path}.{n}.{name}"] for name in names] for n in range(self._rows_of(leaf))]
            )
        fields = [self[leaf.path], self[f"{leaf.path}.calendar"]] if leaf.is_term else [self[leaf.path]]
        return Row(leaf, fields, [])

    def clean(self) -> dict[str, Any]:
        """What the chapter changes. What it says must be right in itself and agree with the rest."""
        super().clean()
        changes = {}
        for leaf in self.leaves:
            if not leaf.column.fixed and (value := self._value(leaf)) != self.now[leaf.path].value:
                changes[leaf.path] = value
        if not self.errors:
            self._agree(changes)
        return {"chapter": self.chapter, "changes": changes}

    def _agree(self, changes: dict[str, Any]) -> None:
        before = content.new_content(self.subject, self.base)
        after = schema.with_changes(before, {path: leaf.value for path, leaf in self.now.items()} | changes)
        known = set(content.faults(self.subject, before))
        for words in content.faults(self.subject, after):
            if words not in known:
                self.add_error(None, words)

    def _value(self, leaf: Leaf) -> Any:
        if leaf.is_list:
            return self._rows(leaf)
        if not leaf.is_term:
            return self._cell(leaf.path, leaf.column)
        term = dict(self.now[leaf.path].value)
        term["days"] = self._cell(leaf.path, leaf.columns[0])
        if (is_calendar := self.cleaned_data.get(f"{leaf.path}.calendar") == "calendar") or "calendar" in term:
            term["calendar"] = is_calendar
        return term

    def _rows(self, leaf: Leaf) -> list[dict[str, Any]]:
        rows = []
        for n in range(self._rows_of(leaf)):
            cells_typed = {
                column.name: self.cleaned_data.get(f"{leaf.path}.{n}.{column.name}", "")
                for column in leaf.shown_columns
            }
            if any(cells_typed.values()):
                cells = {
                    column.name: self._cell(f"{leaf.path}.{n}.{column.name}", column) for column in leaf.shown_columns
                }
                rows.append(_codes(leaf, n) | cells)
        return rows

    def _cell(self, name: str, column: Column) -> Any:
        if name in self.errors:
            return None
        try:
            return column.read_typed(self.cleaned_data.get(name, ""))
        except Mistyped as error:
            self.add_error(name, str(error))
            return None


def _codes(leaf: Leaf, n: int) -> dict[str, str]:
    """The code by which the programs know a row; a new one gets the next free."""
    names = [column.name for column in leaf.columns if column.kind == "code"]
    if not names:
        return {}
    if n < len(leaf.value):
        return {name: leaf.value[n][name] for name in names}
    return dict.fromkeys(names, f"added_{n + 1}")


def _field(column: Column, label: str, help_text: str = "", *, is_required: bool = True) -> forms.Field:
    """What is typed is read by the column, which says what is wrong with it."""
    if column.choices:
        return forms.ChoiceField(label=label, help_text=help_text, required=is_required, choices=column.choices)
    is_text = column.kind == "text"
    widget = forms.TextInput(attrs={} if is_text or column.kind == "share" else {"inputmode": "decimal"})
    may_be_empty = bool(column.empty)  # then nothing typed is an answer as well
    return forms.CharField(
        label=label, help_text=help_text, required=is_required and not may_be_empty, widget=widget, max_length=400
    )


def _days_field(leaf: Leaf) -> forms.ChoiceField:
    widget = forms.Select(attrs={"aria-label": f"Какие дни: {leaf.label}"})
    return forms.ChoiceField(label="Какие дни", choices=DAYS, widget=widget)


def _typed_values(leaf: Leaf) -> dict[str, Any]:
    if leaf.is_list:
        return {
            f"{leaf.path}.{n}.{column.name}": typed(column, row.get(column.name))
            for n, row in enumerate(leaf.value)
            for column in leaf.shown_columns
        }
    if leaf.is_term:
        days = DAYS[1 if leaf.value.get("calendar") else 0][0]
        return {leaf.path: str(leaf.value["days"]), f"{leaf.path}.calendar": days}
    return {leaf.path: typed(leaf.column, leaf.value)}


def chapter_form(code: str) -> type[ChapterForm]:
    """The form of a chapter."""
    return type("ChapterForm", (ChapterForm,), {"chapter": code, "__module__": __name__})
