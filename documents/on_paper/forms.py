"""What the office is asked about a signature on paper: whose and when, and whether the scan shows it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casework.conditional import Needed
from casework.fields import DayField
from casework.forms import AskForm
from documents import files
from documents.signatures.models import SignatureRequest


class EnterScanForm(AskForm):
    """`cleaned_data` are the arguments of `actions.enter`."""

    done = "Скан внесён. Подпись будет засчитана, когда его сверит другой сотрудник."
    button = "Внести подпись"

    request_id = forms.ModelChoiceField(
        SignatureRequest.objects.none(), label="Чья подпись", empty_label=None, widget=forms.RadioSelect
    )
    signed_on = DayField(label="День, когда подписано", help_text="Как указано на бумаге.")
    scan = forms.FileField(
        label="Скан подписанного документа", help_text="PDF, PNG или JPG: все страницы, подпись видна целиком."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = SignatureRequest.objects.filter(document=self.subject, signature=None, refused_at=None)
        self.fields["request_id"].queryset = waiting.exclude(scans__isnull=False, scans__rejected_at=None)  # type: ignore[attr-defined]

    def clean_scan(self) -> Any:
        """Raises ValidationError with what is wrong with the file."""
        if problem := files.complaint(self.cleaned_data["scan"]):
            raise ValidationError(problem)
        return self.cleaned_data["scan"]

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["request"] = cleaned.pop("request_id")
        return cleaned


class CompareScanForm(AskForm):
    """`cleaned_data` are the arguments of `actions.compare`."""

    done = "Ответ записан."
    button = "Ответить"

    answer = forms.ChoiceField(
        label="Что показало сравнение",
        choices=[("yes", "Подписан этот документ, подпись на месте"), ("no", "Не принимать")],
        widget=forms.RadioSelect,
    )
    rejection = forms.CharField(label="Почему не принимаете", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    NEEDED_IF = {"rejection": Needed("answer", ("no",), "Напишите, почему скан не принят: его внесут заново.")}

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        return (
            cleaned if self.errors else {"rejection": cleaned["rejection"].strip() if cleaned["answer"] == "no" else ""}
        )
