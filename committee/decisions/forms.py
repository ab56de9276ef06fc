"""Drawing a decision up, and the act of the Head of the city that may have to follow."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm
from committee.decisions.models import Decision
from committee.minutes.papers import quoted, resolved


class DrawUpForm(AskForm):
    """DC-02: preamble and points."""

    done = "Решение получило номер и направлено на подпись."
    button = "Направить на подпись"
    has_draft = True

    preamble = long_text("Установочная часть", help_text="Что рассмотрено и на каком основании.")
    points = long_text(
        "Пункты решения", rows=8, help_text="Каждый пункт — с новой строки, без номера: номера проставятся сами."
    )

    @classmethod
    def initial_for(cls, subject: Decision) -> dict[str, Any]:
        """What was put to the vote."""
        item = subject.item
        preamble = subject.preamble or f"Рассмотрев вопрос {quoted(item.title)} (докладчик — {item.reporter}),"
        return {"preamble": preamble, "points": "\n".join(subject.points or resolved(subject.line))}

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
    number = forms.CharField(label="Номер акта", max_length=50)
    day = DayField(label="Дата акта")
    ground = long_text("Почему акт не издан")
    NEEDED_IF = {
        "number": Needed("is_issued", ("yes",), "Заполните реквизиты изданного акта."),
        "day": Needed("is_issued", ("yes",), "Заполните реквизиты изданного акта."),
        "ground": Needed("is_issued", ("no",), "Укажите, почему акт не издан."),
    }
