"""Delivering a contribution: beginning, evidence, acceptance, the meeting about a dispute."""

from typing import Any

from django import forms

from casework import workdays
from casework.conditional import Needed
from casework.forms import AskForm
from documents import files
from negotiations.fields import RoublesField


class BeginForm(AskForm):
    """CB-07."""

    done = "Исполнение начато."
    button = "Начать исполнение"


class EvidenceForm(AskForm):
    """CB-08, CB-09."""

    done = "Подтверждение представлено, получатель ответит в течение пяти рабочих дней."
    button = "Представить подтверждение"
    is_whole = forms.ChoiceField(
        label="Что передано",
        widget=forms.RadioSelect,
        choices=[("part", "Часть вклада"), ("whole", "Вклад полностью, с учётом принятого раньше")],
    )
    volume = forms.CharField(label="Что и сколько передано", max_length=300, help_text="Например: 12 скамеек из 20.")
    amount = RoublesField(label="На сумму, ₽", required=False, help_text="Если вклад оценён в деньгах.")
    delivered_on = forms.DateField(
        label="Дата передачи", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    file = forms.FileField(
        label="Файл",
        help_text="Акт, платёжка, фотография: PDF, DOCX, XLSX, PNG или JPG. Один файл.",
        allow_empty_file=True,
    )

    def clean_delivered_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["delivered_on"]
        if day > workdays.local_date():
            raise forms.ValidationError("Дата передачи ещё не наступила.")
        return day

    def clean_file(self) -> Any:
        """What it really is."""
        if problem := files.complaint(self.cleaned_data["file"]):
            raise forms.ValidationError(problem)
        return self.cleaned_data["file"]

    def clean(self) -> dict[str, Any]:
        """Turns the choice of a part or the whole into `is_whole`."""
        data = super().clean() or self.cleaned_data
        return {**data, "is_whole": data.get("is_whole") == "whole"}


class AcceptDeliveryForm(AskForm):
    """CB-08, CB-09, CB-11."""

    done = "Ответ по приёмке записан."
    button = "Отправить ответ"
    answer = forms.ChoiceField(
        label="Приёмка",
        widget=forms.RadioSelect,
        choices=[("accept", "Принять переданное"), ("dispute", "Не принимать и передать модератору")],
    )
    reason = forms.CharField(
        label="Что не так", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    NEEDED_IF = {
        "reason": Needed("answer", ("dispute",), "Напишите, что именно не передано или передано не так.", least=10)
    }


class ResolveForm(AskForm):
    """CB-12."""

    done = "Решение встречи записано."
    button = "Записать решение"
    outcome = forms.ChoiceField(
        label="Что решила согласительная встреча",
        widget=forms.RadioSelect,
        choices=[("delivered", "Вклад исполнен"), ("overdue", "Вклад не исполнен, считается просроченным")],
    )
    words = forms.CharField(
        label="Ход и итог встречи", widget=forms.Textarea(attrs={"rows": 5}), min_length=30, max_length=4000
    )
