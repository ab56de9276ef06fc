"""Registering a request and deciding about it (EX-02…EX-04, EX-22)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from casework.forms import AskForm, ConfirmForm
from expertise.expertises.models import Expertise
from expertise.panels.forms import FormGroupForm


class RegisterForm(ConfirmForm):
    """EX-02: nothing to fill in."""

    done = "Запрос зарегистрирован."
    button = "Зарегистрировать"


def identical(expertise: Expertise) -> list[Expertise]:
    """Earlier expertises of the very same version within six months: a ground for refusal (EX-04)."""
    months = expertise.regulation.value("expertise.repeat_after_months")
    since = timezone.now() - timedelta(days=31 * months)
    same = Expertise.objects.filter(version_hash=expertise.version_hash, requested_at__gte=since).exclude(
        pk=expertise.pk
    )
    return list(
        same.exclude(status__in=[Expertise.Status.REFUSED, Expertise.Status.CANCELLED, Expertise.Status.ANNULLED])
    )


class DecideForm(AskForm):
    """EX-03 or EX-04."""

    done = "Решение записано."
    button = "Записать решение"

    verdict = forms.ChoiceField(
        label="Ваше решение",
        help_text="Рядом с экспертизой идёт общественное обсуждение: на вопросы и предложения жителей отвечаете вы.",
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

    def identical(self) -> list[Expertise]:
        """What the page warns of."""
        return identical(self.subject)

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        ground = cleaned["ground"].strip()
        if cleaned["verdict"] == "refuse" and not ground:
            self.add_error("ground", "Напишите, почему в проведении экспертизы отказано.")
        return {"is_held": cleaned["verdict"] == "hold", "ground": ground}


class BeginForm(FormGroupForm):
    """EX-02, EX-03, EX-05 on one page: the group, and why the expertise is held."""

    done = "Экспертиза начата: запрос зарегистрирован, решение о проведении принято, экспертам отправлены предложения."
    button = "Начать экспертизу и пригласить экспертов"

    ground = forms.CharField(
        label="Основание решения о проведении",
        help_text="Если есть что добавить: войдёт в журнал и в извещение заявителю.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )

    def identical(self) -> list[Expertise]:
        """What the page warns of."""
        return identical(self.subject)


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
