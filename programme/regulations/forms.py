"""An exception of the working calendar."""

from typing import TYPE_CHECKING

from django import forms

from casework.forms import AskForm
from programme.appointments.forms import DATE

if TYPE_CHECKING:
    pass


class DayForm(AskForm):
    """An exception of the production calendar."""

    done = "День записан: сроки, которые начнутся теперь, его учтут."
    button = "Записать день"
    day = forms.DateField(label="День", widget=DATE)
    is_working = forms.TypedChoiceField(
        label="Какой он",
        choices=[("yes", "рабочий"), ("no", "нерабочий")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(label="Основание", max_length=200, help_text="Постановление, его номер и дата.")
