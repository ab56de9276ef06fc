"""What an administrator is asked to attach a neighbour's cosignature."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casework.forms import AskForm
from documents.checkpoints import witness


class CosignForm(AskForm):
    """`cleaned_data` are the arguments of `actions.cosign`."""

    done = "Заверение приложено: теперь его видят все."
    button = "Приложить заверение"

    key = forms.CharField(
        label="Ключ соседа",
        max_length=400,
        help_text="Строка «имя+номер+ключ», которую сосед публикует у себя. Сверьте её с ним не по этому же каналу.",
    )
    line = forms.CharField(
        label="Строка подписи",
        max_length=500,
        help_text="Одна строка из отметки, которую вернул сосед; начинается с тире и имени.",
    )

    def clean_key(self) -> str:
        """Raises ValidationError for what is no key."""
        key: str = self.cleaned_data["key"].strip()
        try:
            witness.witness_of(key)
        except witness.Wrong as wrong:
            raise ValidationError(str(wrong)) from wrong
        return key

    def clean(self) -> dict[str, Any]:
        """The line must be that neighbour's, of this checkpoint."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                witness.signed_at(self.subject.text, witness.witness_of(cleaned["key"]), cleaned["line"])
            except witness.Wrong as wrong:
                self.add_error("line", str(wrong))
        return cleaned
