"""What is asked about a broadcast or a recording."""

from typing import Any

from django import forms

from casework.fields import long_text
from casework.forms import AskForm
from events.recordings.models import Recording
from events.sections.models import Session


class RecordingForm(AskForm):
    """Where it can be seen."""

    done = "Добавлено: открыть может каждый."
    button = "Добавить"
    kind = forms.ChoiceField(label="Что это", choices=Recording.Kind.choices, widget=forms.RadioSelect)
    url = forms.URLField(
        label="Адрес", max_length=300, assume_scheme="https",
        help_text="Его увидят все. Ссылку только для записавшихся ставят в сведениях мероприятия.",
    )  # fmt: skip
    title = forms.CharField(label="Название", max_length=200, required=False)
    session = forms.ModelChoiceField(
        label="Секция", queryset=Session.objects.none(), required=False, empty_label="всё мероприятие"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.queryset = self.subject.sessions.all()
        if not field.queryset:
            del self.fields["session"]


class RemoveRecordingForm(AskForm):
    """Why it goes."""

    done = "Адрес убран со страницы."
    button = "Убрать"
    ground = long_text("Почему", rows=3, min_length=5, max_length=500)
