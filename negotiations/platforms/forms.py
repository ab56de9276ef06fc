"""What the secretariat says about platforms and rooms."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from casework.fields import DayField, long_text
from casework.forms import AskForm
from events.models import Venue
from negotiations.platforms.models import NegotiationPlatform
from programme.models import Organization


class PlatformForm(AskForm):
    """A platform and its window of intake."""

    done = "Сведения о площадке сохранены."
    button = "Сохранить площадку"
    title = forms.CharField(label="Название", max_length=200)
    kind = forms.ChoiceField(label="Вид", choices=NegotiationPlatform.Kind.choices)
    description = long_text("О чём", 3)
    operator = forms.ModelChoiceField(Organization.objects.filter(closed_at=None), label="Оператор", empty_label=None)
    address = forms.CharField(label="Адрес", max_length=300, required=False)
    reception = forms.CharField(
        label="Часы приёма", max_length=200, required=False, help_text="Когда к вам можно прийти и спросить: «вторник и четверг, 15:00–18:00»."
    )  # fmt: skip
    accepts_from = DayField(label="Приём предложений с")
    accepts_until = DayField(label="Приём предложений по")
    venues = forms.ModelMultipleChoiceField(
        Venue.objects.filter(is_closed=False),
        label="Помещения, где идут раунды",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hypothesis = long_text(
        "Что проверяется опытом", 3, required=False, help_text="Для экспериментально-поисковой площадки."
    )
    experiment_until = DayField(label="Опыт до", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        operator: Any = self.fields["operator"]
        if not operator.queryset.exists():
            operator.help_text = format_html(
                'Организаций ещё нет. Сначала внесите оператора <a href="{}">таблицей</a> или подождите, пока он добавит себя сам.',
                reverse("import_start", args=["organizations"]),
            )

    @classmethod
    def initial_for(cls, subject: NegotiationPlatform | None) -> dict[str, Any]:
        """What is said of it now."""
        if subject is None:
            return {}
        known = {name: getattr(subject, name) for name in cls.base_fields if name != "venues"}
        return {**known, "venues": subject.venues.all()}

    def clean(self) -> dict[str, Any]:
        """The window runs forward; an experiment says what it tries and until when, nobody else does."""
        data = super().clean() or self.cleaned_data
        if data.get("accepts_from") and data.get("accepts_until") and data["accepts_until"] < data["accepts_from"]:
            self.add_error("accepts_until", "Приём кончается раньше, чем начинается.")
        is_experiment = data.get("kind") == NegotiationPlatform.Kind.EXPERIMENTAL
        for name in ("hypothesis", "experiment_until"):
            if is_experiment and not data.get(name):
                self.add_error(name, "Экспериментальной площадке нужны гипотеза и срок опыта.")
            if not is_experiment and data.get(name):
                self.add_error(name, "Это указывают только для экспериментально-поисковой площадки.")
        return data
