"""What the secretary and the clerk are asked about an act of the Head of the city."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm
from committee.decisions.models import Decision
from committee.head_acts.models import IssuedAct
from documents import files


class RequestActForm(AskForm):
    """DC-04: the draft of the act goes with a letter."""

    done = "Письмо с проектом акта получило номер и доступно делопроизводителю."
    button = "Направить Главе города"
    has_draft = True

    title = forms.CharField(label="Заголовок акта", max_length=400)
    points = long_text("Пункты проекта акта", rows=8, help_text="Каждый пункт — с новой строки, без номера.")

    @classmethod
    def initial_for(cls, subject: Decision) -> dict[str, Any]:
        """What the body has resolved, as an act would say it."""
        return {"title": subject.item.outcome_title, "points": "\n".join(subject.points)}

    def clean_points(self) -> list[str]:
        """One point a line."""
        return [point.strip() for point in self.cleaned_data["points"].splitlines() if point.strip()]


class ActForm(AskForm):
    """DC-06, DC-07."""

    done = "Сведения об акте внесены."
    button = "Внести сведения об акте"

    is_issued = forms.TypedChoiceField(
        label="Акт Главы города",
        choices=[("yes", "Издан"), ("no", "Не будет издан")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    genre = forms.ChoiceField(label="Вид акта", choices=IssuedAct.Genre.choices, widget=forms.RadioSelect)
    number = forms.CharField(label="Номер акта", max_length=50)
    day = DayField(label="Дата акта")
    copy = forms.FileField(
        label="Копия акта",
        allow_empty_file=True,
        help_text="PDF, PNG, JPG или DOCX, до 10 МБ. Копию увидят все, когда решение выпустят: уберите из неё личные сведения.",
    )
    ground = long_text(
        "Почему акт не издан",
        help_text="Это прочтут те, кого касается вопрос. Решение будет отменено, его номер больше не действует.",
    )
    NEEDED_IF = {
        "genre": Needed("is_issued", ("yes",), "Выберите вид акта."),
        "number": Needed("is_issued", ("yes",), "Укажите номер изданного акта."),
        "day": Needed("is_issued", ("yes",), "Укажите дату изданного акта."),
        "copy": Needed("is_issued", ("yes",), "Приложите копию изданного акта."),
        "ground": Needed("is_issued", ("no",), "Укажите, почему акт не издан."),
    }

    def clean_copy(self) -> Any:
        """What the file really is."""
        copy = self.cleaned_data["copy"]
        if copy and (problem := files.complaint(copy)):
            raise forms.ValidationError(problem)
        return copy
