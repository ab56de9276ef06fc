"""The beginning of a draft, questions to the committee, withdrawal, the members' initiative."""

from typing import Any

from django import forms
from django.urls import reverse

from casework.fields import DayField
from casework.formats import exact_money
from casework.forms import AskForm, ConfirmForm
from committee.minutes.papers import quoted
from negotiations.fields import choosing
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals.models import Proposal
from programme.access import Visitor, keys_of
from programme.models import Organization


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


def organizations_of(person: Visitor) -> Any:
    """Where the person works: for whom they may begin an application."""
    pks = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
    return Organization.objects.filter(pk__in=pks)


class CreateForm(AskForm):
    """PP-01: a draft begins with who, where and what it is called."""

    done = "Черновик создан. Заполните заявку: всё введённое сохраняется само."
    button = "Создать черновик"
    organization = forms.ModelChoiceField(Organization.objects.none(), label="Организация-заявитель", empty_label=None)
    platform = forms.ModelChoiceField(
        NegotiationPlatform.objects.none(),
        label="Площадка",
        empty_label=None,
        help_text="Показаны площадки, где сегодня открыт приём.",
    )
    title = forms.CharField(
        label="Название проекта", max_length=200, help_text="Коротко и понятно жителю, до 200 знаков."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing(self, "organization").queryset = organizations_of(self.by)
        choosing(self, "platform").queryset = NegotiationPlatform.objects.accepting()


class PaperCreateForm(AskForm):
    """PP-01 on paper: whose application it is, where it is brought, and when the office received it."""

    done = "Дело начато. Наберите заявку с бумаги и приложите скан."
    button = "Начать и набрать заявку"
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Организация-заявитель",
        empty_label=None,
        help_text="Показаны те, за кого на сайте никто не действует. Остальные подают сами.",
    )
    platform = forms.ModelChoiceField(NegotiationPlatform.objects.all(), label="Площадка", empty_label=None)
    title = forms.CharField(label="Название проекта", max_length=200)
    received_on = DayField(
        label="День, когда бумагу получили", help_text="Заявка подана в этот день, сроки считают от него."
    )


class ChoosePlatformForm(AskForm):
    """The window of intake closed before the draft was sent: it waits for another one."""

    done = "Площадка выбрана, черновик на месте."
    button = "Продолжить заявку"
    platform = forms.ModelChoiceField(
        NegotiationPlatform.objects.none(), label="Площадка с открытым приёмом", empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosing(self, "platform").queryset = NegotiationPlatform.objects.accepting()
