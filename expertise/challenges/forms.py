"""Raising and deciding challenges."""

from functools import cached_property
from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from expertise.challenges.models import Challenge
from expertise.challenges.naming import folded
from expertise.fields import text_field
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert

Step = ExpertAssignment.Status
LEAST = 30  # characters of a reason


class ChallengeForm(AskForm):
    """CH-01: whom, and why. The form knows nothing of the group."""

    done = "Отвод заявлен. Координатор решит его за два рабочих дня; ответ придёт в уведомлениях."
    button = "Заявить отвод"

    named = forms.ChoiceField(
        label="Кому вы не доверяете",
        choices=[
            (Challenge.Named.PERSON.value, "Человеку"),
            (Challenge.Named.ORGANIZATION.value, "Организации: всем, кто с ней связан"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, о ком речь."},
    )
    name = forms.CharField(
        label="Кто это",
        help_text="Человек — фамилия, имя и отчество. Организация — название или ИНН.",
        max_length=300,
        error_messages={"required": "Назовите человека или организацию."},
    )
    reason = text_field(
        "Почему", 5, "Факты, из-за которых оценка может быть пристрастной: родство, общая работа, спор, договор. Несогласие с возможной "
        "оценкой — не основание.", most=2000,
    )  # fmt: skip

    def clean_reason(self) -> str:
        """A reason, not a word."""
        reason: str = self.cleaned_data["reason"]
        if len(reason) < LEAST:
            raise forms.ValidationError(f"Опишите причину подробнее: не меньше {LEAST} знаков.")
        return reason

    def clean(self) -> dict[str, Any]:
        """A person has a surname and a name."""
        cleaned = super().clean() or self.cleaned_data
        is_person = cleaned.get("named") == Challenge.Named.PERSON
        if is_person and cleaned.get("name") and len(folded(cleaned["name"]).split()) < 2:
            self.add_error("name", "Назовите фамилию и имя: по одной фамилии человека не узнать.")
        return cleaned


class ExpertsChallengeForm(ChallengeForm):
    """An expert may also ask to be let go."""

    NEEDED_IF = {
        "name": Needed(
            "named",
            (Challenge.Named.PERSON.value, Challenge.Named.ORGANIZATION.value),
            "Назовите человека или организацию.",
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["named"].choices  # type: ignore[attr-defined]
        self.fields["named"].choices = [(Challenge.Named.MYSELF.value, "Мне: самоотвод"), *choices]  # type: ignore[attr-defined]


class DecideForm(AskForm):
    """CH-02 or CH-03."""

    done = "Решение записано, определение направлено заявившему отвод."
    button = "Записать решение"

    verdict = forms.ChoiceField(
        label="Ваше решение",
        choices=[("uphold", "Удовлетворить отвод"), ("refuse", "Отклонить отвод")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    experts = forms.ModelMultipleChoiceField(
        Expert.objects.none(),
        label="Кого из реестра касается отвод",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Если отвод удовлетворён: отметьте тех, о ком речь, однофамильцев не отмечайте. Никого из реестра — оставьте пустым.",
        error_messages={"invalid_choice": "Этого эксперта нет в списке."},
    )
    ground = text_field(
        "Основание",
        4,
        "Войдёт в определение, его прочитает заявивший отвод. Не пишите, входит ли названный в группу: ответ не раскрывает состав.",
        most=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["experts"].queryset = self.possible  # type: ignore[attr-defined]

    @property
    def possible(self) -> Any:
        """Whom the words may mean, and everybody of the group who has handed in nothing."""
        group = ExpertAssignment.objects.filter(
            expertise=self.subject.expertise_id,
            status__in=[Step.PROPOSED, Step.COI_DECLARED, Step.ACCEPTED, Step.IN_PROGRESS, Step.OVERDUE],
        )
        meant = self.subject.mentions.values("expert")
        rows = Expert.objects.filter(pk__in=meant) | Expert.objects.filter(pk__in=group.values("expert"))
        return rows.select_related("person")

    @classmethod
    def initial_for(cls, subject: Challenge) -> dict[str, Any]:
        """Everybody the words may mean."""
        return {"experts": list(subject.mentions.values_list("expert", flat=True))}

    @cached_property
    def group(self) -> list[ExpertAssignment]:
        """Who of the possible ones takes part, for the page of the coordinator."""
        rows = ExpertAssignment.objects.taking_part().filter(expertise=self.subject.expertise_id)
        return list(rows.filter(expert__in=self.subject.mentions.values("expert")).select_related("expert__person"))

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        experts, is_upheld = list(cleaned["experts"]), cleaned["verdict"] == "uphold"
        if is_upheld and not experts and self.group:
            self.add_error("experts", "Отметьте, кого касается отвод: названный участвует в экспертизе.")
        return {"is_upheld": is_upheld, "experts": experts, "ground": cleaned["ground"]}
