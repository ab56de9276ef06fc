"""Drawing a decision up, and the act of the Head of the city that may have to follow."""

from typing import Any

from django import forms

from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
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
    number = forms.CharField(label="Номер акта", max_length=50, required=False)
    day = DayField(label="Дата акта", required=False)
    ground = long_text("Почему акт не издан", required=False)

    def clean(self) -> dict[str, Any]:
        """Requisites of an act that is issued, the motive of one that is not."""
        data = super().clean() or self.cleaned_data
        if data.get("is_issued") is True:
            for name in ("number", "day"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "Заполните реквизиты изданного акта.")
        if data.get("is_issued") is False and not data.get("ground", "").strip():
            self.add_error("ground", "Укажите, почему акт не издан.")
        return data


class PublishForm(ConfirmForm):
    """DC-08."""

    done = "Опубликовано."
    button = "Опубликовать"
