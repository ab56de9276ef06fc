"""What is asked of whoever speaks about a discrepancy or changes a mark."""

from typing import Any

from django import forms

from casework.fields import long_text
from casework.forms import AskForm
from expertise.debate.facts import GENERAL
from expertise.scoring.assessment import assess
from expertise.scoring.grounds import least_length
from programme.models import Criterion


class SayForm(AskForm):
    """The subject is the expertise; discrepancies first."""

    done = "Сказанное видят эксперты этой экспертизы и координатор — под вашим номером и без часа."
    button = "Сказать группе"

    criterion = forms.ChoiceField(label="О чём", required=False)
    text = long_text(
        "Что вы хотите сказать",
        rows=6,
        min_length=10,
        max_length=3000,
        help_text="Не называйте себя: у вас здесь только номер.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        apart = {row.criterion for row in assess(self.subject).discrepancies}
        self.criteria = {str(row.pk): row for row in _criteria(self.subject)}
        ordered = sorted(self.criteria.values(), key=lambda row: (row.pk not in apart, row.set_id, row.number))
        choices = [(str(row.pk), f"{row}{' — большое расхождение' if row.pk in apart else ''}") for row in ordered]
        self.fields["criterion"].choices = [("", GENERAL), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The criterion itself."""
        data = super().clean() or self.cleaned_data
        return {**data, "criterion": self.criteria.get(data.get("criterion", ""))}


class ChangeMarkForm(AskForm):
    """The subject is the assignment."""

    done = "Оценка изменена. Прежняя остаётся рядом, обе войдут в заключение."
    button = "Изменить оценку"

    criterion = forms.ModelChoiceField(Criterion.objects.none(), label="Критерий", empty_label=None)
    value = forms.IntegerField(label="Новая оценка", min_value=0, max_value=10)
    ground = long_text(
        "Почему вы её меняете",
        rows=6,
        max_length=3000,
        help_text="Это обоснование заменит прежнее и войдёт в заключение вместе с обеими оценками.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expertise = self.subject.expertise
        self.fields["criterion"].queryset = expertise.criteria_of(self.subject.expert.track).criteria.all()  # type: ignore[attr-defined]
        self.rules = expertise.regulation.value("expertise.grounds")

    def clean(self) -> dict[str, Any]:
        """A ground as long as a sheet asks for such a mark."""
        data = super().clean() or self.cleaned_data
        value, ground = data.get("value"), data.get("ground")
        if value is not None and ground:
            least = least_length(self.rules, value)
            if len(ground) < least:
                self.add_error("ground", f"Напишите подробнее: не меньше {least} знаков, сейчас {len(ground)}.")
        return data


def _criteria(expertise: Any) -> list[Criterion]:
    sets = {expertise.professional_criteria_id, expertise.public_criteria_id}
    return list(Criterion.objects.filter(set__in=sets).order_by("set", "number"))
