"""Exceptions of the working calendar: a day, or a whole decree pasted."""

import re
from datetime import date, datetime

from django import forms

from casework.fields import long_text
from casework.forms import AskForm
from programme.appointments.forms import DATE

PIECES = re.compile(r"[\s,;]+")
MOST_DAYS = 120  # of one decree


class DayForm(AskForm):
    """An exception of the production calendar."""

    done = "День записан: сроки, которые начнутся теперь, его учтут."
    button = "Записать день"
    day = forms.DateField(label="День", widget=DATE)
    is_working = forms.TypedChoiceField(
        label="Какой он",
        choices=[("yes", "рабочий"), ("no", "нерабочий")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    ground = forms.CharField(label="Основание", max_length=200, help_text="Постановление, его номер и дата.")


class DecreeForm(AskForm):
    """The transfers of a year, as they stand in the decree: dates in a row or one below the other."""

    done = "Дни записаны: сроки, которые начнутся теперь, их учтут."
    button = "Записать все дни"
    days_off = long_text(
        "Нерабочие дни", rows=4, required=False, max_length=4000,
        help_text="Даты через пробел, запятую или с новой строки: 09.01.2027 или 2027-01-09.",
    )  # fmt: skip
    workdays = long_text(
        "Рабочие дни, на которые перенесли", rows=3, required=False, max_length=4000,
        help_text="Например, рабочая суббота. Можно оставить пустым.",
    )  # fmt: skip
    ground = forms.CharField(label="Основание", max_length=200, help_text="Постановление, его номер и дата.")

    def clean_days_off(self) -> list[date]:
        """The dates."""
        return _dates(self.cleaned_data["days_off"])

    def clean_workdays(self) -> list[date]:
        """The dates."""
        return _dates(self.cleaned_data["workdays"])

    def clean(self) -> dict[str, object]:
        """Each day once, and at least one."""
        data = super().clean() or self.cleaned_data
        days_off, working = data.get("days_off"), data.get("workdays")
        if days_off is None or working is None:
            return data
        if not days_off and not working:
            self.add_error("days_off", "Впишите хотя бы один день.")
        if both := sorted(set(days_off) & set(working)):
            self.add_error("workdays", f"{both[0]:%d.%m.%Y} стоит в обоих списках: оставьте его в одном.")
        return data


def _dates(text: str) -> list[date]:
    days = sorted({_date(piece.rstrip(".")) for piece in PIECES.split(text) if piece})
    if len(days) > MOST_DAYS:
        raise forms.ValidationError(f"В одном списке не больше {MOST_DAYS} дней.")
    return days


def _date(piece: str) -> date:
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(piece, pattern).date()  # noqa: DTZ007 - a day of the city, without an hour
        except ValueError:
            continue
        if 2000 <= day.year <= 2100:
            return day
    raise forms.ValidationError(f"«{piece[:40]}» — не дата. Нужно так: 09.01.2027 или 2027-01-09.")
