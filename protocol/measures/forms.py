"""What is asked about a measure, and about the removal of its cause."""

from typing import Any

from django import forms

from casework.forms import AskForm
from protocol.fields import words
from protocol.signatories.models import PARTICIPATING, Signatory


class ProposeMeasureForm(AskForm):
    """KS-09: a question to the committee."""

    done = "Вопрос внесён в комитет, подписант извещён."
    button = "Внести в комитет"
    signatory = forms.ModelChoiceField(label="Подписант", queryset=Signatory.objects.none(), empty_label="Выберите")
    reasons = words("Основания", "Какие статьи и как не соблюдаются, чем это подтверждается.", 5, min_length=50)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["signatory"]
        field.queryset = Signatory.objects.filter(status__in=PARTICIPATING).select_related("organization")
        asked = self.request.GET.get("signatory", "") if self.request else ""
        if asked.isascii() and asked.isdecimal() and len(asked) < 10:
            self.initial["signatory"] = int(asked)


class RemedyForm(AskForm):
    """KS-11: the cause is removed."""

    done = "Сообщение передано комитету: вопрос о восстановлении внесён."
    button = "Сообщить комитету"
    text = words("Что сделано, чтобы устранить причину", rows=5, min_length=50)
