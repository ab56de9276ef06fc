"""A workbook on its way back: the same checks as the form, every complaint with its cell."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from casework.forms import AskForm
from expertise.offline import workbook
from expertise.scoring.forms import ScoreForm
from programme.imports import tables

PRIVATE = {"": "", workbook.NO: "", workbook.YES: "on"}


class BringBackForm(AskForm):
    """A filled-in sheet. Whatever a cell may not hold stops it; what is only unfinished comes into the draft and is named."""

    button = "Перенести в черновик"

    file = forms.FileField(
        label="Заполненный лист",
        help_text="xlsx или ods, до 2 МБ: тот, что вы скачали на странице задания. Ничего не будет сдано: ответы попадут в черновик листа, "
        "вы их проверите и сдадите сами.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={"required": "Выберите файл.", "empty": "Файл пустой: выберите заполненный лист."},
    )

    def clean(self) -> dict[str, Any]:
        """What goes into the draft, and what is still missing there (Russian, with cells)."""
        answers = super().clean() or {}
        file = answers.pop("file", None)
        if file is None:
            return answers
        criteria = ScoreForm(subject=self.subject, by=self.by).criteria
        try:
            if file.size > tables.MOST_BYTES:
                raise tables.Unreadable(tables.TOO_HEAVY)
            typed, cells = workbook.read(file.read(), self.subject.expertise.number, criteria)
        except (tables.Unreadable, workbook.Foreign) as fault:
            self.add_error("file", str(fault))
            return answers
        for name in [name for name in typed if name.startswith("private_") and typed[name].casefold() not in PRIVATE]:
            self.add_error(
                "file", f"Ячейка {cells[name]}: «{typed[name][:40]}». Здесь пишут «да» или оставляют пустой."
            )
        fields = self._as_typed(typed)
        wrong, unfinished = self._checked(fields, cells)
        for words in wrong:
            self.add_error("file", words)
        return {"fields": fields, "unfinished": unfinished}

    def _as_typed(self, typed: dict[str, str]) -> QueryDict:
        fields = QueryDict(mutable=True)
        choices = ScoreForm(subject=self.subject, by=self.by).fields["recommendation"].choices  # type: ignore[attr-defined]
        verdicts = {str(label).casefold(): str(key) for key, label in choices}
        for name, words in typed.items():
            known = verdicts if name == "recommendation" else PRIVATE if name.startswith("private_") else {}
            value = known.get(words.casefold(), words)
            if value:
                fields[name] = value
        return fields

    def _checked(self, fields: QueryDict, cells: dict[str, str]) -> tuple[list[str], list[str]]:
        """What stops the file, and what is only unfinished, each in the order of the form."""
        form = ScoreForm(fields, subject=self.subject, by=self.by)
        errors = form.errors.as_data()
        wrong: list[str] = []
        unfinished: list[str] = []
        for name in form.fields:
            for error in errors.get(name, []):
                is_wrong = error.code not in (None, "required")
                words = _in_words(name, fields.get(name, ""), error.messages) if is_wrong else error.messages[0]
                (wrong if is_wrong else unfinished).append(f"Ячейка {cells[name]}: {words}")
        return wrong, unfinished


def _in_words(name: str, value: str, messages: Iterable[str]) -> str:
    if name == "recommendation":
        return f"«{value[:40]}» — не вывод. Выберите его из списка в ячейке."
    shown = f"«{value[:40]}». " if len(value) <= 40 else ""
    return f"{shown}{' '.join(messages)}"
