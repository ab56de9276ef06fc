"""Attaching a dissenting opinion."""

from casework.forms import AskForm
from expertise.fields import text_field


class OpineForm(AskForm):
    """A dissenting opinion: a plain page of the expert."""

    done = "Особое мнение приложено к заключению."
    button = "Приложить особое мнение"

    text = text_field("Особое мнение", 8, "Войдёт в заключение под вашим номером, дословно.")
