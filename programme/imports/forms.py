"""A file to upload, and the button that performs what the preview has shown."""

from typing import Any

from django import forms

from casework.forms import AskForm
from programme.imports import plan, tables
from programme.imports.organizations import OrganizationRow, judge
from programme.imports.plan import Outcome


class UploadForm(AskForm):
    """A table of the kind `subject`."""

    button = "Проверить файл"
    file = forms.FileField(
        label="Таблица",
        help_text=f"xlsx, ods или csv, до 2 МБ и {tables.MOST_ROWS} строк. Сначала вы увидите, что произойдёт, и ничего не запишется.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,text/csv"}),
    )

    def clean(self) -> dict[str, Any]:
        """The bytes and the rows in them."""
        answers = super().clean() or {}
        file = answers.pop("file", None)
        if file is None:
            return answers
        try:
            if file.size > tables.MOST_BYTES:
                raise tables.Unreadable(tables.TOO_HEAVY)
            data = file.read()
            rows = plan.rows_of(self.subject, tables.read(data))
        except tables.Unreadable as fault:
            self.add_error("file", str(fault))
            return answers
        return {"name": file.name, "data": data, "rows": rows}


class PerformForm(AskForm):
    """What the page has shown is what happens."""

    done = "Таблица загружена. Отчёт можно скачать."
    button = "Загрузить"
    seen = forms.CharField(
        widget=forms.HiddenInput, max_length=64, error_messages={"required": "Откройте страницу заново."}
    )


class EnterOrganizationForm(OrganizationRow, AskForm):
    """One organisation without a table: the columns as fields, judged as a row is."""

    done = "Организация внесена, её руководителю ушло приглашение."
    button = "Внести и пригласить руководителя"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                known: Any = field.choices
                field.widget.choices = [("", "Выберите"), *(choice for choice in known if choice[0])]

    def clean(self) -> dict[str, Any]:
        """What a table would be stopped by stops here, in the same words; what is there already needs nothing."""
        answers = super().clean()
        if not self.errors:
            [(outcome, reason)] = judge([answers])
            if outcome != Outcome.NEW:
                self.add_error(None, reason)
        return answers
