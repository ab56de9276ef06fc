"""What is asked of whoever comes, and of the organiser about them."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from events.occasions.models import Event
from events.registrations import ages
from events.registrations.actions import is_full
from events.sections.forms import SectionsField, offer
from programme.models import Organization


class RegisterForm(AskForm):
    """RG-01, RG-02, RG-03."""

    done = "Готово: ваша запись — на странице «Мои мероприятия»."
    button = "Записаться"

    organization = forms.ModelChoiceField(
        label="От чьего имени", queryset=Organization.objects.none(), required=False, empty_label="от себя"
    )
    age = forms.ChoiceField(
        label="Ваш возраст", choices=[("", "Выберите"), *ages.BANDS],
        help_text="Рядом с именем его не увидит никто; в итогах — только числа, и не меньше пяти человек вместе.",
    )  # fmt: skip
    sections = SectionsField(label="Какие секции выбираете")
    exhibit = long_text(
        "Что вы покажете",
        rows=4,
        min_length=10,
        max_length=2000,
        help_text="Если вас отберут, это прочтут все; вашего имени рядом не будет.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name_the_act()
        self._offer_organizations()
        offer(self, self.subject)
        if not self.subject.bands:
            del self.fields["age"]
        if not self.subject.rule.exhibit:
            del self.fields["exhibit"]

    def _name_the_act(self) -> None:
        if self.subject.rule.selection:
            self.button, self.done = "Подать заявку", "Заявка подана: о решении организатора мы сообщим."
        elif is_full(self.subject):
            self.button = "Встать в лист ожидания"
            self.done = "Вы в листе ожидания: освободится место — вы получите его сами."

    def _offer_organizations(self) -> None:
        keys = [key.removeprefix("member:") for key in self.by.capacity_keys() if key.startswith("member:")]
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.filter(pk__in=keys).order_by("short_name")
        if self.subject.access == Event.Access.ORGANIZATIONS:
            field.required, field.empty_label = True, None
        elif not keys:
            del self.fields["organization"]


class CancelForm(AskForm):
    """RG-07."""

    done = "Запись отменена, место получит следующий."
    button = "Отменить запись"


class CertificateForm(AskForm):
    """The certificate of attendance."""

    done = "Сертификат готовится: через минуту его можно скачать."
    button = "Получить сертификат"


class SelectForm(AskForm):
    """RG-04 or RG-05."""

    done = "Решение записано, заявитель извещён."
    button = "Записать решение"

    outcome = forms.ChoiceField(
        label="Решение", widget=forms.RadioSelect, choices=[("take", "Отобрать: дать место"), ("decline", "Отказать")]
    )
    reason = long_text("Почему отказано", rows=3, max_length=1000, help_text="Заявитель прочтёт это в уведомлении.")
    NEEDED_IF = {"reason": Needed("outcome", ("decline",), "Напишите, почему отказано.", least=10)}


class TicketForm(AskForm):
    """RG-08 by the ticket."""

    done = "Явка отмечена."
    button = "Отметить явку"


class CorrectForm(AskForm):
    """RG-10."""

    done = "Отметка исправлена."
    button = "Исправить: участвовал"
    reason = long_text("Почему отметка исправлена", rows=3, min_length=10, max_length=1000)
