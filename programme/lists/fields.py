"""A column that holds a code of a list of the city."""

from collections.abc import Iterable
from datetime import datetime
from functools import partialmethod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from programme.lists import catalogue


class ListedField(models.CharField):
    """A code of the list `listed`. `get_<name>_display` gives its words as they were when the row came into being.

    `since`: the column that holds that moment; empty, the words of today are shown (a directory, not a case).
    """

    def __init__(self, *args: Any, listed: str = "", since: str = "", **kwargs: Any) -> None:
        self.listed, self.since = listed, since
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "listed": self.listed, "since": self.since}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Give the model the words of its code."""
        super().contribute_to_class(cls, name, private_only)
        if f"get_{self.name}_display" not in cls.__dict__:
            setattr(cls, f"get_{self.name}_display", partialmethod(_words, field=self))

    def moment_of(self, row: models.Model) -> datetime | None:
        """As of when its words are shown."""
        return getattr(row, self.since) if self.since else None

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Only what the list knows."""
        super().validate(value, model_instance)
        if value and value not in catalogue.codes(self.listed):
            raise ValidationError("Выберите один из вариантов.")

    def formfield(self, **kwargs: Any) -> Any:
        """What may be chosen now."""
        return super().formfield(form_class=ListedChoice, listed=self.listed, **kwargs)


def _words(row: models.Model, field: ListedField) -> str:
    value = getattr(row, field.attname)
    return catalogue.label(field.listed, value, field.moment_of(row)) if value else ""


def listed_in(model: type[models.Model], name: str) -> ListedField | None:
    """The field behind a column that holds a code or several of them."""
    field: Any = model._meta.get_field(name)
    inner = getattr(field, "base_field", field)
    return inner if isinstance(inner, ListedField) else None


def offer(form: forms.BaseForm, row: models.Model, names: Iterable[str]) -> None:
    """Let fields of a form offer what their lists did when the row came into being, and besides what it has already."""
    for name in names:
        column, chosen = listed_in(type(row), name), getattr(row, name)
        assert column is not None, f"{name} holds no code of a list"
        field: Any = form.fields[name]
        keep = chosen if isinstance(chosen, list) else [chosen]
        field.choices = catalogue.choices(column.listed, column.moment_of(row), keep)


class ListedChoice(forms.TypedChoiceField):
    """A choice from a list of the city, as it is when the form is shown."""

    def __init__(self, *, listed: str, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(choices=lambda: catalogue.choices(listed), **kwargs)
