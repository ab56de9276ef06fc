"""Whom a viewer chooses."""

from typing import Any

from django import forms

from casework.forms import AskForm
from events.registrations.models import Registration
from events.viewers.facts import shown, title_of


class ShownField(forms.ModelChoiceField):
    """What is shown, without the names of people."""

    def label_from_instance(self, obj: Any) -> str:
        """As everybody may read it."""
        return title_of(obj)


class ViewerVoteForm(AskForm):
    """One voice."""

    done = "Голос принят. Итоги появятся, когда фестиваль закончится."
    button = "Проголосовать"
    may_be_kept = False
    registration = ShownField(
        label="Что вам понравилось", queryset=Registration.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["registration"]
        field.queryset = shown(self.subject)
