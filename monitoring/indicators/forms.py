"""What an analyst says of a new indicator, and why one is closed."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from monitoring.indicators import parts, periods, subjects
from monitoring.indicators.models import CODE, Indicator
from programme.models import Organization

KINDS = [("entered", "Значения вносят и проверяют"), ("index", "Складывается из других показателей")]


class DefineForm(AskForm):
    """A new indicator, without a programmer."""

    done = "Показатель заведён."
    button = "Завести показатель"

    code = forms.CharField(label="Код", max_length=12, validators=[CODE], help_text="Латинские буквы и цифры: TRUST1. Код не меняют.")  # fmt: skip
    title = forms.CharField(label="Название", min_length=5, max_length=200)
    unit = forms.CharField(label="Единица", max_length=40, help_text="%, чел., баллы 0–100")
    places = forms.IntegerField(label="Знаков после запятой", min_value=0, max_value=4, initial=0)
    direction = forms.ChoiceField(label="Что лучше", choices=Indicator.Direction.choices, help_text="По этому считают места.")  # fmt: skip
    period = forms.ChoiceField(label="Как часто", choices=periods.KINDS)
    scopes = forms.MultipleChoiceField(
        label="Чьи значения", choices=subjects.SCOPES, widget=forms.CheckboxSelectMultiple
    )
    method = long_text(
        "Метод", rows=5, min_length=20, max_length=4000, help_text="Как получают число, чтобы его мог проверить любой."
    )
    source = forms.CharField(label="Источник", min_length=5, max_length=300)
    report_every = forms.ChoiceField(
        label="Как часто ждут отчёт", choices=[("", "отчёта не ждут"), *periods.KINDS], required=False,
        help_text="Аналитику напомнят о карточке-отчёте после каждого такого периода; просрочку увидят все.",
    )  # fmt: skip
    publish_after = forms.IntegerField(
        label="Публиковать через столько дней после конца периода", min_value=0, max_value=366, initial=30
    )
    made_of = forms.ChoiceField(
        label="Откуда берутся значения", choices=KINDS, widget=forms.RadioSelect, initial="entered"
    )
    responsible = forms.ModelChoiceField(
        Organization.objects.all(), label="Кто представляет значения", required=False, empty_label="только аналитики",
        help_text="Представители этой организации тоже смогут вносить. Проверяет всегда аналитик.",
    )  # fmt: skip
    made_from = long_text(
        "Составляющие и их веса", rows=4, max_length=1000,
        help_text="По строке: код и вес, сумма весов 100. Например: IMG1 40. Составляющие должны быть в баллах 0–100.",
    )  # fmt: skip
    ground = long_text(
        "Основание",
        rows=2,
        min_length=10,
        max_length=1000,
        help_text="Акт или решение, по которому показатель заведён.",
    )
    NEEDED_IF = {
        "responsible": Needed("made_of", ("entered",), is_must=False),
        "made_from": Needed("made_of", ("index",), "Назовите составляющие и веса.", least=4),
    }

    def clean_code(self) -> str:
        """Nobody has it."""
        code: str = self.cleaned_data["code"]
        if Indicator.objects.filter(code=code).exists():
            raise forms.ValidationError(f"Код {code} уже занят: придумайте другой.")
        return code

    def clean(self) -> dict[str, Any]:
        """The parts of an index are known and add up."""
        data = super().clean() or self.cleaned_data
        is_index = data.pop("made_of", "") == "index"
        written = data.pop("made_from", "") or ""
        rows, faults = parts.read(written) if is_index else ([], [])
        if is_index and (rows or faults):
            faults += parts.faults(rows, data.get("period", ""), data.get("scopes", []))
            for words in faults:
                self.add_error("made_from", words)
        data["parts"] = rows
        return data


class CloseForm(AskForm):
    """No more values."""

    done = "Показатель закрыт. Его ряд остаётся."
    button = "Закрыть показатель"

    ground = long_text("Почему", rows=3, min_length=10, max_length=1000, help_text="Чем он заменён. Прочтут все.")
