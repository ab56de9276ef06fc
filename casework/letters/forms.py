"""What a person is asked about letters."""

from typing import Any

from django import forms

from casework.forms import AskForm, ConfirmForm
from casework.letters.kinds import kinds
from casework.letters.models import Mode

OFF = "off"  # a form knows no answer that is empty
MODES = [(mode.value or OFF, mode.label) for mode in Mode]


class ChoiceForm(AskForm):
    """When messages of each kind are mailed; what the law has delivered is not asked."""

    done = "Сохранено. В кабинете по-прежнему видно всё и сразу."
    button = "Сохранить выбор"

    def __init__(self, *args: Any, modes: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holds_role = any(capacity.startswith("role:") for capacity in self.by.capacity_keys())
        for key, kind in kinds().items():
            if not kind.is_service and (holds_role or not kind.for_offices):
                self.fields[key] = forms.ChoiceField(
                    label=kind.title,
                    help_text=kind.about,
                    choices=MODES,
                    widget=forms.RadioSelect,
                    initial=(modes or {}).get(key) or OFF,
                    error_messages={"required": "Выберите один из вариантов."},
                )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {key: Mode.OFF.value if mode == OFF else mode for key, mode in cleaned.items()}


class StopForm(ConfirmForm):
    """Nothing to fill in."""

    button = "Больше не присылать"


class AgainForm(ConfirmForm):
    """Nothing to fill in."""

    done = "Письмо снова в очереди: его будут отправлять трое суток."
    button = "Отправить снова"
