"""The form of a task: knows what it is about and who fills it in, and loses nothing that was typed."""

from typing import Any

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from casework.conditional import Conditional
from casework.texts import TidyTexts


class AskForm(Conditional, TidyTexts, forms.Form):
    """A question to a person about a subject. `cleaned_data` are the action's keyword arguments.

    `done` is what the person reads when the action has been performed; `button` is what they press: empty, it is the title of the step
    or page. `next_page`: where they go then, if the answer may close the page of the case to them. `NEEDED_IF`: fields that are asked
    only with some answers to another (`casework.conditional`).
    """

    done = "Готово."
    button = ""
    next_page = ""
    has_draft = False  # long forms are kept while they are being filled in
    may_be_kept = True  # no: what is typed is never kept, whatever the page asks

    def __init__(
        self, *args: Any, subject: Any = None, by: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        self.subject, self.by, self.request = subject, by, request
        super().__init__(*args, **kwargs)

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """What the form shows before anything has been typed."""
        return {}

    def lead_to(self) -> str:
        """Where the person goes when the action has been performed; empty: to the page of the case."""
        return self.next_page

    def parts(self) -> list[forms.BaseForm]:
        """The form itself and the forms of its lines."""
        return [self]

    def store_files(self) -> list[str]:
        """Keep the files that came with an unfinished form; returns what was wrong with them (Russian)."""
        return []

    def clear_errors(self) -> None:
        """Show an unfinished form without scolding."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    def review(self) -> list[tuple[str, Any]]:
        """The answers once more, in words, for the page "check your answers"."""
        return [
            (str(self.fields[name].label), _in_words(self[name].field, value))
            for name, value in self.cleaned_data.items()
            if name in self.fields
        ]


class AskLines(forms.BaseFormSet):
    """Lines inside a form. How many there are is seen from what was posted: nobody is told of fields that no person fills in."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if self.is_bound and not ManagementForm(data, auto_id=self.auto_id, prefix=self.prefix).is_valid():
            completed = data.copy()
            completed[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(self._posted_lines())
            completed[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = "0"
            self.data = completed

    def _posted_lines(self) -> int:
        numbers = [
            name.removeprefix(f"{self.prefix}-").partition("-")[0]
            for name in self.data
            if name.startswith(f"{self.prefix}-")
        ]
        known = [int(number) + 1 for number in numbers if number.isascii() and number.isdecimal() and len(number) < 5]
        return min(max([*known, self.min_num]), self.max_num)  # type: ignore[attr-defined]

    def clear_errors(self) -> None:
        """Show unfinished lines without scolding."""
        self._errors: list[Any] = [{} for _ in self.forms]
        self._non_form_errors = self.error_class()
        for form in self.forms:
            form._errors = ErrorDict()
            form.cleaned_data = {}


def _in_words(field: forms.Field, value: Any) -> Any:
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        labels = dict(field.choices)  # type: ignore[arg-type]
        return ", ".join(
            str(labels.get(item, item)) for item in (value if isinstance(value, list | tuple) else [value])
        )
    if isinstance(value, bool):
        return "да" if value else "нет"
    return value if value not in (None, "") else "—"


class ConfirmForm(AskForm):
    """Nothing to fill in: pressing the button is the answer."""


def to_fields(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, ready to be kept; fields of the page itself (`_…`, the CSRF token) and NUL, which nobody types, are left out."""
    own = {name: values for name, values in data.lists() if not name.startswith("_") and name != "csrfmiddlewaretoken"}
    return {name.replace("\0", ""): [value.replace("\0", "") for value in values] for name, values in own.items()}


def from_fields(fields: dict[str, list[str]]) -> QueryDict:
    """Kept fields as if they had just been posted."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data
