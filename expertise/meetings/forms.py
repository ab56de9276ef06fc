"""Calling the experts' meeting and recording it (EX-12, EX-13)."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms

from casework import workdays
from casework.forms import AskForm
from expertise.expertises.models import Expertise
from expertise.fields import text_field
from expertise.panels.models import ExpertAssignment
from expertise.scoring.assessment import assess, matrices_of, sheets_of
from expertise.scoring.formula import Result
from expertise.scoring.matrix import Matrix
from programme.models import Criterion


class ConveneForm(AskForm):
    """EX-12."""

    done = "Эксперты извещены о совещании."
    button = "Созвать совещание"

    held_on = forms.DateField(
        label="День совещания",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Укажите день."},
    )
    place = forms.CharField(
        label="Где и как пройдёт",
        max_length=300,
        help_text="Время, адрес или способ связи.",
        error_messages={"required": "Укажите место."},
    )

    @classmethod
    def initial_for(cls, subject: Expertise) -> dict[str, Any]:
        """Today, unless the coordinator says otherwise."""
        return {"held_on": workdays.local_date()}

    @cached_property
    def result(self) -> Result:
        """What the sheets give."""
        return assess(self.subject)

    def matrices(self) -> list[Matrix]:
        """The same, criterion × expert."""
        return matrices_of(self.subject, sheets_of(self.subject))

    def clean_held_on(self) -> date:
        """Not in the past."""
        day = self.cleaned_data["held_on"]
        if day < workdays.local_date():
            raise forms.ValidationError("Этот день уже прошёл.")
        return day


class AssignmentChoice(forms.ModelChoiceField):
    """An expert as the coordinator knows them."""

    def label_from_instance(self, obj: ExpertAssignment) -> str:  # type: ignore[override]
        """Эксперт № 1 — И. О. Фамилия."""
        return f"{obj.pseudonym} — {obj.expert.person.short_name}, {obj.expert.get_track_display()}"


class AssignmentChoices(AssignmentChoice, forms.ModelMultipleChoiceField):
    """Several of them."""


class ConsolidateForm(AskForm):
    """EX-13: who was there, what was said, a comment to every wide discrepancy."""

    done = "Итоги совещания записаны."
    button = "Записать итоги"
    has_draft = True

    present = AssignmentChoices(
        ExpertAssignment.objects.none(), label="Присутствовали", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте присутствовавших."},
    )  # fmt: skip
    leading = AssignmentChoice(
        ExpertAssignment.objects.none(), label="Ведущий эксперт", widget=forms.RadioSelect, empty_label=None,
        help_text="Утверждает и подписывает заключение вместе с координатором.", error_messages={"required": "Выберите ведущего эксперта."},
    )  # fmt: skip
    proceedings = text_field("Ход и выводы совещания", 6)
    residents = text_field(
        "Предложения жителей, поступившие помимо обсуждения, и ответы на них",
        4,
        "Свод общественного обсуждения войдёт в заключение сам. Не было других предложений — оставьте поле пустым.",
        False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finished = ExpertAssignment.objects.counted_in(self.subject)
        self.fields["present"].queryset = finished  # type: ignore[attr-defined]
        self.fields["leading"].queryset = finished.filter(expert__track="professional")  # type: ignore[attr-defined]
        wide = [discrepancy.criterion for discrepancy in self.result.discrepancies]
        self.criteria = list(Criterion.objects.filter(pk__in=wide))
        for criterion in self.criteria:
            self.fields[f"comment_{criterion.pk}"] = text_field(
                f"Расхождение: {criterion.title}", 3, "Чем объясняется разница в шесть баллов и больше."
            )
        if self.result.is_public_range_wide:
            self.fields["public_note"] = text_field(
                "Размах оценок общественных экспертов", 3, "Что совещание решило о размахе больше 30 баллов."
            )
        self.order_fields(
            [
                "present",
                "leading",
                "proceedings",
                *(f"comment_{row.pk}" for row in self.criteria),
                "public_note",
                "residents",
            ]
        )

    @cached_property
    def result(self) -> Result:
        """What the sheets give."""
        return assess(self.subject)

    def matrices(self) -> list[Matrix]:
        """The same, criterion × expert."""
        return matrices_of(self.subject, sheets_of(self.subject))

    @classmethod
    def initial_for(cls, subject: Expertise) -> dict[str, Any]:
        """Everybody present. Who leads is chosen, not proposed."""
        return {"present": list(ExpertAssignment.objects.counted().filter(expertise=subject).order_by("number"))}

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        return {
            "present": list(cleaned["present"]),
            "leading": cleaned["leading"],
            "proceedings": cleaned["proceedings"],
            "comments": {criterion: cleaned[f"comment_{criterion.pk}"] for criterion in self.criteria},
            "public_note": cleaned.get("public_note", ""),
            "residents": cleaned["residents"],
        }
