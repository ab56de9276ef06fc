"""Registering a request and deciding about it (EX-02…EX-04, EX-22)."""

from typing import Any

from django import forms

from casework.forms import AskForm, ConfirmForm


class RegisterForm(ConfirmForm):
    """EX-02: nothing to fill in."""

    done = "Запрос зарегистрирован."
    button = "Зарегистрировать"


class DecideForm(AskForm):
    """EX-03 or EX-04."""

    done = "Решение записано."
    button = "Записать решение"

    verdict = forms.ChoiceField(
        label="Ваше решение",
        choices=[("hold", "Провести экспертизу"), ("refuse", "Отказать в проведении")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    ground = forms.CharField(
        label="Основание",
        help_text="При отказе обязательно: объект не из перечня или тождественная экспертиза проводилась меньше шести месяцев назад.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        ground = cleaned["ground"].strip()
        if cleaned["verdict"] == "refuse" and not ground:
            self.add_error("ground", "Напишите, почему в проведении экспертизы отказано.")
        return {"is_held": cleaned["verdict"] == "hold", "ground": ground}


class CancelForm(AskForm):
    """EX-22: a plain page of the coordinator."""

    done = "Экспертиза прекращена."
    button = "Прекратить экспертизу"

    ground = forms.CharField(
        label="Основание",
        help_text="Объект отозван или изменён: чем это подтверждается.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Напишите, почему экспертиза прекращается."},
    )
