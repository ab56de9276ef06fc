"""What is asked of whoever enters, checks, puts right or withdraws a value."""

from decimal import Decimal
from itertools import islice
from typing import Any

from django import forms

from casework import workdays
from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from monitoring.indicators import periods, subjects
from monitoring.indicators.models import Indicator
from monitoring.values.models import IndicatorValue

GIVEN = [("yes", "Есть значение"), ("no", "Данных нет")]
OUTCOMES = [("agree", "Верно: опубликовать в день показателя"), ("return", "Вернуть с замечанием")]


def number_field(label: str, **more: Any) -> forms.DecimalField:
    """A number with a comma or a point."""
    return forms.DecimalField(label=label, max_digits=18, decimal_places=4, localize=True, required=False, **more)


class _FiguresForm(AskForm):
    """A number with its interval and source, or «нет данных»."""

    given = forms.ChoiceField(label="Что известно", choices=GIVEN, widget=forms.RadioSelect)
    number = number_field("Значение")
    low = number_field(
        "Нижняя граница", help_text="Доверительный интервал, если он посчитан: обе границы или ни одной."
    )
    high = number_field("Верхняя граница")
    source = forms.CharField(label="Источник", min_length=5, max_length=300, help_text="Отчёт, опрос: номер и дата. Прочтут все.")  # fmt: skip
    note = long_text(
        "Причина", rows=3, required=False, max_length=2000,
        help_text="Нужна, когда данных нет или исправляется опубликованное значение. Прочтут все.",
    )  # fmt: skip
    NEEDED_IF = {
        "number": Needed("given", ("yes",), "Впишите число."),
        "low": Needed("given", ("yes",), is_must=False),
        "high": Needed("given", ("yes",), is_must=False),
    }

    indicator: Indicator

    def look_at_figures(self, data: dict[str, Any]) -> None:
        """Whole where it is counted whole, inside its interval, with a reason where there is no number."""
        number, low, high = data.get("number"), data.get("low"), data.get("high")
        for name in ("number", "low", "high"):
            self._look_at_places(name, data.get(name))
        if (low is None) != (high is None):
            self.add_error("high" if high is None else "low", "Впишите обе границы или ни одной.")
        elif low is not None and high is not None and number is not None and not low <= number <= high:
            self.add_error("low", "Значение должно лежать между границами.")
        if data.get("given") == "no" and not data.get("note"):
            self.add_error("note", "Напишите, почему данных нет.")

    def _look_at_places(self, name: str, number: Decimal | None) -> None:
        places = self.indicator.places
        if number is not None and number != number.quantize(Decimal(1).scaleb(-places)):
            words = f"знаков после запятой — не больше {places}" if places else "без знаков после запятой"
            self.add_error(name, f"Этот показатель пишут так: {words}.")


class EnterForm(_FiguresForm):
    """IND-01."""

    done = "Значение внесено. Его проверит другой аналитик."
    button = "Внести значение"

    subject_key = forms.ChoiceField(label="Чьё значение")
    period = forms.ChoiceField(label="За какой период")
    field_order = ("subject_key", "period", "given", "number", "low", "high", "source", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = self.subject
        ended = islice(periods.finished(self.indicator.period, workdays.local_date()), periods.MOST)
        self.fields["subject_key"].choices = [("", "Выберите"), *subjects.choices(self.indicator.scopes)]  # type: ignore[attr-defined]
        self.fields["period"].choices = [("", "Выберите"), *((row.key, str(row)) for row in ended)]  # type: ignore[attr-defined]
        self.fields["number"].label = f"Значение, {self.indicator.unit}"

    def clean(self) -> dict[str, Any]:
        """As the action takes it; what is published is corrected with a reason only."""
        data = super().clean() or self.cleaned_data
        self.look_at_figures(data)
        subject, key = data.pop("subject_key", None), data.pop("period", None)
        if subject and key:
            period = periods.named(self.indicator.period, key)
            rows = IndicatorValue.objects.filter(
                indicator=self.indicator, subject=subject, year=period.year, part=period.part
            )
            if rows.in_work().exists():
                self.add_error("period", "Значение этого периода уже вносят: откройте его на странице показателя.")
            elif rows.published().exists() and not data.get("note"):
                self.add_error("note", "Значение этого периода опубликовано: напишите, почему его исправляют.")
            data |= {"subject": subject, "period": period}
        data.pop("given", None)
        data["value"] = data.pop("number", None)
        return data


class FixForm(_FiguresForm):
    """IND-04."""

    done = "Исправлено. Значение снова проверит другой аналитик."
    button = "Отправить исправленное"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = self.subject.indicator
        self.fields["number"].label = f"Значение, {self.indicator.unit}"
        self.fields["note"].help_text = f"Замечание: {self.subject.remark}"

    @classmethod
    def initial_for(cls, subject: IndicatorValue) -> dict[str, Any]:
        """What was entered."""
        facts = {name: getattr(subject, name) for name in ("low", "high", "source", "note")}
        return {**facts, "number": subject.value, "given": "no" if subject.is_missing else "yes"}

    def clean(self) -> dict[str, Any]:
        """The same rules as at first."""
        data = super().clean() or self.cleaned_data
        self.look_at_figures(data)
        if self.subject.corrects_id and not data.get("note"):
            self.add_error("note", "Напишите, почему опубликованное значение исправляют.")
        data.pop("given", None)
        return data


class CheckForm(AskForm):
    """IND-02, IND-03."""

    done = "Записано."
    button = "Записать проверку"

    outcome = forms.ChoiceField(label="Что показала проверка", choices=OUTCOMES, widget=forms.RadioSelect)
    remark = long_text("Замечание", rows=4, max_length=2000, help_text="Что не сходится и с чем сверить.")
    NEEDED_IF = {"remark": Needed("outcome", ("return",), "Напишите, что исправить.", least=10)}


class WithdrawForm(AskForm):
    """IND-08."""

    done = "Значение снято: опубликовано не будет."
    button = "Снять значение"

    remark = long_text("Почему снимают", rows=3, min_length=10, max_length=2000)
