"""What the organiser is asked about a section, and what whoever comes chooses."""

from typing import Any

from django import forms

from casework.fields import MomentField
from casework.forms import AskForm
from events.occasions.models import Event
from events.sections.actions import is_choosable
from events.sections.models import Session

MOST_PLACES = 100_000


class SessionForm(AskForm):
    """A section or a lesson."""

    done = "Добавлено в программу."
    button = "Добавить в программу"
    title = forms.CharField(label="Название секции или занятия", min_length=3, max_length=200)
    starts_at = MomentField(label="Начало")
    ends_at = MomentField(label="Конец")
    places = forms.IntegerField(
        label="Сколько мест в секции", min_value=1, max_value=MOST_PLACES, required=False,
        help_text="Пусто — столько же, сколько на всём мероприятии. Свободное место достаётся тому, кто выбрал секцию раньше.",
    )  # fmt: skip
    speakers = forms.CharField(label="Кто ведёт и выступает", max_length=300, required=False)
    place = forms.CharField(label="Где", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """It ends after it has begun."""
        data = super().clean() or self.cleaned_data
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "Конец должен быть позже начала.")
        return data


class EditForm(SessionForm):
    """What is to be put right in a section."""

    done = "Записано. Если изменилось время или место, выбравшие секцию об этом узнают."
    button = "Записать изменения"

    @classmethod
    def initial_for(cls, subject: Session) -> dict[str, Any]:
        """As it stands."""
        return {
            name: getattr(subject, name) for name in ("title", "starts_at", "ends_at", "places", "speakers", "place")
        }


class SectionsField(forms.ModelMultipleChoiceField):
    """Sections with their hours and what is free in them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Session.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
            help_text="Где мест нет, вы встанете в очередь секции и получите место сами, если оно освободится.", **kwargs,
        )  # fmt: skip

    def label_from_instance(self, obj: Any) -> str:
        """As people speak of it."""
        return f"{obj}, {obj.when}{obj.room_words}"


def offer(form: Any, event: Event) -> None:
    """The sections of the event in the form's `sections`; no such field where nothing is to be chosen."""
    field: Any = form.fields["sections"]
    field.queryset = event.sessions.counted() if is_choosable(event) else Session.objects.none()  # type: ignore[attr-defined]
    if not field.queryset:
        del form.fields["sections"]


class ChooseForm(AskForm):
    """The sections one goes to."""

    done = "Выбор записан: где места ещё нет, вы в очереди."
    button = "Записать выбор"
    sections = SectionsField(label="Секции")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, self.subject.event)
