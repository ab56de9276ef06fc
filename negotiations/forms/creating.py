"""Beginning a draft, and moving one that missed its window."""

from typing import Any

from django import forms

from casework.forms import AskForm
from negotiations.models import NegotiationPlatform
from programme.access import keys_of
from programme.models import Organization


def choosing(form: forms.Form, name: str) -> forms.ModelChoiceField:
    """A field of the form that chooses among rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field


def organizations_of(person: Any) -> Any:
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
