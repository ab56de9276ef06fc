"""Minutes, remarks, opinions, decisions."""

from typing import Any

from django import forms

from casework.fields import DayField, long_text
from casework.forms import AskForm, ConfirmForm
from committee.models import AgendaLine, Decision
from committee.papers import quoted, resolved


class MinutesForm(AskForm):
    """MT-10: what was heard and said on each item."""

    done = "Проект протокола направлен членам на замечания."
    button = "Направить на замечания"
    has_draft = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = self.subject.lines.exclude(outcome=AgendaLine.Outcome.EXCLUDED).select_related("item")
        self.lines = list(lines.order_by("number"))
        for line in self.lines:
            heard = line.heard or f"{line.item.reporter}. {line.item.question}"
            self.fields[f"heard_{line.pk}"] = long_text("Слушали", initial=heard)
            self.fields[f"spoke_{line.pk}"] = long_text("Выступили", initial=line.spoke, required=False)

    def rows(self) -> list[tuple[AgendaLine, Any, Any]]:
        """The lines with their fields, for the page."""
        return [(line, self[f"heard_{line.pk}"], self[f"spoke_{line.pk}"]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        """The texts by line."""
        data = super().clean() or self.cleaned_data
        return {
            "texts": {
                line.pk: (data.get(f"heard_{line.pk}", ""), data.get(f"spoke_{line.pk}", "")) for line in self.lines
            }
        }


class SignMinutesForm(MinutesForm):
    """MT-12: the same texts, with the remarks beside them."""

    done = "Протокол получил номер и направлен на подпись."
    button = "Направить на подпись"


class RemarkForm(AskForm):
    """What a member says to the draft."""

    done = "Спасибо, ответ записан."
    button = "Ответить"

    def lines(self) -> list[AgendaLine]:
        """The items the member took part in: on the others he is a stranger."""
        rows = self.subject.meeting.lines.exclude(item__recusals__member=self.subject.member)
        return list(rows.select_related("item").order_by("number"))

    text = long_text("Замечание к протоколу", required=False, help_text="Если замечаний нет, оставьте поле пустым.")


class DissentForm(AskForm):
    """A member's own opinion."""

    done = "Особое мнение будет приложено к протоколу."
    button = "Приложить к протоколу"

    text = long_text("Особое мнение", rows=8)


class PublishForm(ConfirmForm):
    """MT-14, DC-08."""

    done = "Опубликовано."
    button = "Опубликовать"


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
    button = "Сохранить"

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
