"""What the clerk is asked about the act."""

from typing import Any

from django import forms

from casework import workdays
from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm
from documents import files
from library.acts.actions import decided_on


class ActForm(AskForm):
    """CARD-27, CARD-28."""

    done = "Записано, автор извещён."
    button = "Записать акт"

    answer = forms.ChoiceField(
        label="Акт", widget=forms.RadioSelect, choices=[("yes", "Принят"), ("no", "Не принят и принят не будет")]
    )
    act_title = forms.CharField(
        label="Вид акта и кто его принял", max_length=200, help_text="Например: «постановление администрации города»."
    )
    act_number = forms.CharField(label="Номер", max_length=40)
    act_date = DayField(label="Дата")
    file = forms.FileField(label="Копия акта", required=False, help_text="PDF, DOCX, PNG или JPG, если она есть.")
    remarks = long_text("Почему акта не будет", rows=4, max_length=2000, help_text="Автор прочтёт это в письме.")
    NEEDED_IF = {
        **{
            name: Needed("answer", ("yes",), "Заполните реквизиты принятого акта.")
            for name in ("act_title", "act_number", "act_date")
        },
        "file": Needed("answer", ("yes",), is_must=False),
        "remarks": Needed("answer", ("no",), "Напишите, почему акта не будет.", least=10),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_date"].help_text = f"Не раньше решения комитета: {decided_on(self.subject):%d.%m.%Y}."

    def clean(self) -> dict[str, Any]:
        """The day and the file are looked at before anything is kept."""
        data = super().clean() or self.cleaned_data
        data["is_adopted"] = data.pop("answer", None) == "yes"
        day, file = data.get("act_date"), data.get("file")
        if day and not decided_on(self.subject) <= day <= workdays.local_date():
            self.add_error("act_date", "Дата акта — не раньше решения комитета и не позже сегодняшнего дня.")
        if file and (problem := files.complaint(file)):
            self.add_error("file", problem)
        return data
