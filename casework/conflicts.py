"""Two people at one text: whoever saves later first sees what the other has written, side by side with their own.

A page that shows what is stored carries a mark of it; when the mark no longer fits, nothing is saved and nothing typed is lost.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.forms.models import model_to_dict

from casework.door import Refused
from casework.forms import AskForm


class Conflict(Refused):
    """What the form was filled in over has been changed meanwhile; carries the stored answers as they are now."""

    def __init__(self, stored: dict[str, Any]) -> None:
        super().__init__("Пока вы писали, это изменили. Сравните оба варианта ниже и сохраните тот, который верен.")
        self.stored = stored


@dataclass(frozen=True)
class Difference:
    """One place in which two answers differ, both in words."""

    label: str
    theirs: str
    mine: str


def mark(answers: dict[str, Any]) -> str:
    """A short mark of stored answers."""
    text = json.dumps(answers, cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def require_unchanged(form: Any, row: models.Model, seen: str) -> None:
    """Lock the row and compare it with what the page has shown. Raises Conflict; call it inside the transaction that saves."""
    fresh = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    stored = stored_in(form, fresh)
    if mark(stored) != seen:
        raise Conflict(stored)


def stored_in(form: Any, row: models.Model) -> dict[str, Any]:
    """What a form about this row shows before anything is typed."""
    if isinstance(form, forms.ModelForm):
        return model_to_dict(row, form._meta.fields, form._meta.exclude)
    return type(form).initial_for(row)


def differences(mine: Any, theirs: Any) -> list[Difference]:
    """Where two forms of one kind differ; forms inside them are compared too."""
    others = {field.html_name: field for part in parts(theirs) for field in part}
    differences = []
    for part in parts(mine):
        for field in part:
            other = others.get(field.html_name)
            words = (_in_words(other) if other else "—", _in_words(field))
            if words[0] != words[1] and not field.is_hidden:
                differences.append(Difference(_label(field), *words))
    return differences


def parts(form: Any) -> list[Any]:
    """The form and the forms inside it."""
    return form.parts() if isinstance(form, AskForm) else [form]


def _label(field: forms.BoundField) -> str:
    line = (field.form.prefix or "").rpartition("-")[2]
    return f"{field.label}, строка {int(line) + 1}" if line.isdecimal() else str(field.label)


def _in_words(field: forms.BoundField) -> str:
    value = field.value()
    choices = getattr(field.field, "choices", None)
    if choices is not None:
        chosen = {str(item) for item in (value if isinstance(value, list | tuple | set) else [value])}
        return ", ".join(str(label) for key, label in choices if str(key) in chosen and str(key)) or "—"
    if isinstance(field.field, forms.BooleanField):
        return "да" if value in (True, "on", "True", "true") else "нет"
    return str(value).replace("\r\n", "\n").strip() if value not in (None, "") else "—"
