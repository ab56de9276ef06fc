"""Questions to the committee, withdrawal, the members' initiative."""

from typing import Any

from django import forms
from django.urls import reverse

from casework.formats import exact_money
from casework.forms import AskForm, ConfirmForm
from committee.minutes.papers import quoted
from negotiations.proposals.models import Proposal


class IncludeForm(AskForm):
    """PP-23, PP-29: the question and the draft decision for the agenda."""

    done = "Вопрос внесён: секретарь заседания увидит его при сборе повестки."
    button = "Внести в повестку"
    question = forms.CharField(label="Вопрос повестки", max_length=300)
    draft_resolution = forms.CharField(
        label="Проект решения",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Каждый пункт — с новой строки, без номера: номера проставятся сами.",
    )
    is_considered = forms.BooleanField(
        label="Рабочая комиссия рассмотрела вопрос",
        error_messages={"required": "Без рассмотрения рабочей комиссией вопрос вносить нельзя (регламент 3.5)."},
    )

    @classmethod
    def initial_for(cls, subject: Proposal) -> dict[str, Any]:
        """A draft the secretary may change."""
        return {
            "question": f"О проектном предложении {quoted(subject.title)}"[:300],
            "draft_resolution": f"Поддержать проектное предложение {quoted(subject.title)} ({subject.organization.short_name}).\n"
            f"Рекомендовать учесть запрос к городу в размере {exact_money(subject.requested_sum)}.",
        }


class AppointExpertiseForm(ConfirmForm):
    """PP-17: the expertise gets its number, from which the lot is drawn, and the coordinator goes on to its group."""

    done = "Экспертиза назначена и получила номер. Осталось одно: посмотреть группу и начать."
    button = "Назначить экспертизу и перейти к группе"

    def lead_to(self) -> str:
        """The page that registers, decides and asks the group in one act."""
        return reverse("expertise_begin", args=[self.subject.expertise_id])


class WithdrawForm(AskForm):
    """PP-33."""

    done = "Предложение отозвано."
    button = "Отозвать предложение"
    ground = forms.CharField(label="Причина отзыва", widget=forms.Textarea(attrs={"rows": 3}), min_length=10)


class InitiativeForm(AskForm):
    """PP-24: a member joins the initiative."""

    done = "Ваша подпись под инициативой записана."
    button = "Поддержать инициативу"
    reasons = forms.CharField(label="Мотивы", widget=forms.Textarea(attrs={"rows": 4}), min_length=50)
