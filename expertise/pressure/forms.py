"""Reporting pressure, answering a report."""

from django import forms

from casework.forms import AskForm
from expertise.fields import text_field
from expertise.pressure.models import PressureReport


class ReportForm(AskForm):
    """Nothing but words: no case is marked by it."""

    done = "Сообщение принято. Его номер и ответ — на этой странице, её видите только вы и тот, кто рассматривает сообщение."
    button = "Отправить сообщение"

    matter = forms.CharField(
        label="О каком деле",
        help_text="Как удобно: номер, название, заседание.",
        max_length=300,
        error_messages={"required": "Назовите дело, хотя бы в двух словах."},
    )
    text = text_field("Что произошло", 8, "Кто, когда, чего добивался и чем грозил или что предлагал.", most=5000)


class AnswerForm(AskForm):
    """What has come of it."""

    done = "Ответ записан и направлен сообщившему."
    button = "Ответить"

    outcome = forms.ChoiceField(
        label="Чем кончилось",
        choices=PressureReport.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, чем кончилось."},
    )
    answer = text_field("Ответ", 5, "Его прочитает только сообщивший.", most=3000)
