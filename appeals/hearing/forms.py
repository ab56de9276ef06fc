"""What is asked about a hearing."""

from typing import Any

from django import forms

from appeals.hearing.actions import first_day
from casework.fields import MomentField, long_text
from casework.forms import AskForm
from committee.models import Meeting


class HearingForm(AskForm):
    """AP-05."""

    done = "Слушание назначено, обе стороны извещены."
    button = "Назначить слушание"
    scheduled_at = MomentField(label="День и время")
    place = forms.CharField(label="Место или ссылка на видеосвязь", max_length=300)
    form = forms.ChoiceField(
        label="Форма", choices=Meeting.Form.choices, widget=forms.RadioSelect, initial=Meeting.Form.IN_PERSON
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year, month, day = first_day(self.subject).split("-")
        self.fields["scheduled_at"].help_text = f"Не раньше {day}.{month}.{year}: стороны извещают заранее."


class PostponeForm(AskForm):
    """AP-06."""

    done = "Слушание перенесено. Назначьте новый день."
    button = "Перенести слушание"
    ground = long_text(
        "Почему", 3, min_length=10, help_text="Нет кворума или появился новый документ. Перенести можно один раз."
    )
