"""A citizen's answer."""

from typing import Any

from django import forms

from casework.door import Refused
from casework.fields import long_text
from casework.forms import AskForm
from documents import files, pictures


class ConfirmationForm(AskForm):
    """«Вижу» or «не вижу», words and a photograph if the person likes."""

    done = "Спасибо, ответ учтён."
    button = "Ответить, видно ли сделанное"

    answer = forms.ChoiceField(
        label="Вы видите, что это сделано?", widget=forms.RadioSelect, choices=[("yes", "Вижу"), ("no", "Не вижу")]
    )
    words = long_text(
        "Где и что", rows=3, required=False, max_length=2000,
        help_text="Прочтут те, кто отвечает за меру и принимает отчёты; на сайте слова и фотография не показываются, только счёт ответов.",
    )  # fmt: skip
    photo = forms.FileField(
        label="Фотография", required=False, help_text="JPG или PNG, до 10 МБ. Место и телефон из неё удаляются."
    )

    def clean(self) -> dict[str, Any]:
        """The answer as a fact; the photograph opens."""
        data = super().clean() or self.cleaned_data
        data["sees"] = data.pop("answer", "") == "yes"
        photo = data.get("photo")
        if photo and (problem := files.complaint(photo)):
            self.add_error("photo", problem)
        elif photo and not pictures.is_picture(photo):
            self.add_error("photo", "Приложите фотографию: JPG или PNG.")
        elif photo:
            try:
                data["photo"] = pictures.cleaned(photo)
            except Refused as refusal:
                self.add_error("photo", str(refusal))
        return data
