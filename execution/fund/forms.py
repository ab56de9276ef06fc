"""What is asked about a fund."""

from django import forms

from casework.fields import long_text
from casework.forms import AskForm, ConfirmForm


class OpenForm(AskForm):
    """A new fund."""

    done = "Фонд открыт: его страницу видят все."
    button = "Открыть фонд"

    title = forms.CharField(label="Название", min_length=5, max_length=200, help_text="Например: «Фонд имиджа города».")
    about = long_text("На что", rows=3, min_length=10)
    ground = forms.CharField(
        label="Основание", min_length=5, max_length=300, help_text="Решение, которым фонд учреждён."
    )


class StateForm(ConfirmForm):
    """The statement as of today."""

    done = "Ведомость зарегистрирована."
    button = "Выпустить ведомость"
