"""A text of the city as a form: its parts, from which day, on what ground."""

from typing import Any

from django import forms

from casework.fields import DayField, long_text
from casework.forms import AskForm
from casework.workdays import local_date
from programme.texts.actions import OUTDATED
from programme.texts.filling import as_html, filled
from programme.texts.kinds import MOST_SIGNS
from programme.texts.models import TextVersion


class TextForm(AskForm):
    """The words over those written last; «Посмотреть» fills them with examples and saves nothing."""

    done = "Новая версия записана."
    button = "Записать текст"
    version = forms.IntegerField(widget=forms.HiddenInput)
    asks_again = forms.BooleanField(
        label="Спросить согласие снова у всех, кто дал его по прежнему тексту",
        required=False,
        help_text="Отметьте, если изменились цель, состав данных или срок. Без отметки данные согласия остаются в силе.",
    )
    valid_from = DayField(label="С какого дня действует")
    ground = forms.CharField(
        label="Основание", max_length=300, min_length=5, help_text="Зачем меняется текст; акт, если он есть."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text_kind = self.subject.kind
        if not self.text_kind.is_consent:
            del self.fields["asks_again"]
        for part in self.text_kind.parts:
            rows = 16 if len(self.text_kind.parts) == 1 else 4
            self.fields[part.name] = long_text(part.label, rows=rows, required=part.is_required, max_length=MOST_SIGNS)
        self.order_fields([part.name for part in self.text_kind.parts])

    @classmethod
    def initial_for(cls, subject: TextVersion) -> dict[str, Any]:
        """The words written last."""
        return {**subject.text, "version": subject.version, "valid_from": max(local_date(), subject.valid_from)}

    def clean(self) -> dict[str, Any]:
        """Only known placeholders, those that must be there, and over the version that the page has shown."""
        data = super().clean() or self.cleaned_data
        if data.get("version") != self.subject.version:
            self.add_error(None, OUTDATED)
            return data
        text = {part.name: data.get(part.name, "") for part in self.text_kind.parts}
        for name, faults in self.text_kind.faults(text).items():
            for words in faults:
                if name not in self.errors:
                    self.add_error(name or None, words)
        answers = {name: value for name, value in data.items() if name not in text}
        return {**answers, "text": text}

    def preview(self) -> list[tuple[str, str]]:
        """(label, how it would look) of every part, filled with the examples."""
        text = self.cleaned_data["text"]
        return [
            (part.label, as_html(filled(text[part.name], self.text_kind.examples)))
            for part in self.text_kind.parts
            if text[part.name]
        ]
