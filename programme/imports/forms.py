"""A file to upload, and the button that performs what the preview has shown."""

from typing import Any

from django import forms

from casework.forms import AskForm
from programme.imports import plan, tables


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
