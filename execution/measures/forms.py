"""What is asked about a row of the table, and what is attached to it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from casework import site_search
from casework.fields import long_text
from casework.forms import AskForm, ConfirmForm
from execution.measures import lines, terms
from execution.measures.actions import Parts
from execution.measures.models import Measure, MeasureItem
from execution.undertakings.models import Undertaking
from programme.classifiers import ProgramLevel
from programme.lists import catalogue
from programme.lists.fields import ListedChoice
from programme.models import ResponsibleBody

PARTS = ("bodies", "lead", "items", "mechanism", "results")


class MeasureForm(AskForm):
    """A row of the table, in the order of its columns."""

    done = "Мера записана в таблицу."
    button = "Записать меру"

    number = forms.CharField(label="Номер", max_length=10, help_text="Например, 1.4.")
    direction = forms.CharField(label="Направление деятельности", min_length=3, max_length=300)
    level = forms.ChoiceField(label="Уровень", choices=ProgramLevel.choices)
    area = ListedChoice(label="Отрасль", listed="areas", required=False)
    clusters = forms.MultipleChoiceField(label="Кластеры", required=False, widget=forms.CheckboxSelectMultiple)
    title = forms.CharField(label="Мероприятие", min_length=5, max_length=500)
    items = long_text(
        "Пункты мероприятия", rows=4, required=False,
        help_text="Каждый с новой строки: «1) собрать матрицу — 7 районов». Пункт с количеством исполняется и отчитывается отдельно.",
    )  # fmt: skip
    mechanism = long_text("Механизм реализации", rows=4, required=False, help_text="Каждый пункт с новой строки.")
    terms_text = forms.CharField(
        label="Срок", max_length=200, required=False,
        help_text="Можно не указывать. «2026», «2026–2028», «III квартал 2026», «ежегодно с 2026»; несколько — через точку с запятой.",
    )  # fmt: skip
    period = forms.ChoiceField(label="Отчётность", choices=Undertaking.Period.choices)
    bodies = forms.ModelMultipleChoiceField(
        ResponsibleBody.objects.all(), label="Ответственные", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Если нужного органа нет, внесите его на странице «Ответственные органы».",
    )  # fmt: skip
    lead = forms.ModelChoiceField(
        ResponsibleBody.objects.all(), label="Ведущий", required=False, empty_label="не назван",
        help_text="Отчитывается ведущий. Если ответственный один, он и ведущий.",
    )  # fmt: skip
    planned = forms.DecimalField(
        label="Количество", max_digits=14, decimal_places=2, min_value=0, required=False, localize=False
    )
    unit = forms.CharField(label="Единица", max_length=40, required=False, help_text="Например: «площадок».")
    results = long_text(
        "Ожидаемые результаты", rows=4, required=False,
        help_text="Каждый с новой строки: «единый язык документов; терминов в действии — 60 терминов к 2027 году».",
    )  # fmt: skip
    note = forms.CharField(label="Примечание", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.subject if isinstance(self.subject, Measure) else None
        fields: Any = self.fields
        fields["clusters"].choices = catalogue.choices("clusters", keep=row.clusters if row else [])
        chosen = [answer.body_id for answer in row.responsibilities.all()] if row else []
        bodies = ResponsibleBody.objects.filter(Q(successor=None) | Q(pk__in=chosen))
        fields["bodies"].queryset = fields["lead"].queryset = bodies
        fields["area"].choices = [("", "вне отраслей"), *catalogue.choices("areas", keep=[row.area] if row else [])]

    @classmethod
    def initial_for(cls, subject: Measure) -> dict[str, Any]:
        """The row as it is typed."""
        plain = {name: getattr(subject, name) for name in cls.base_fields if name not in PARTS}
        rows, answers = list(subject.items.all()), list(subject.responsibilities.all())
        return {
            **plain,
            "bodies": [row.body_id for row in answers],
            "lead": next((row.body_id for row in answers if row.is_lead), None),
            "items": _typed(rows, MeasureItem.Column.MEASURE),
            "mechanism": _typed(rows, MeasureItem.Column.MECHANISM),
            "results": "\n".join(
                lines.Line(
                    row.text, indicator=row.indicator, amount=row.target, unit=row.unit, year=row.by_year
                ).written()
                for row in subject.results.all()
            ),
        }

    def clean_number(self) -> str:
        """No other row of the edition has it."""
        number: str = self.cleaned_data["number"]
        is_row = isinstance(self.subject, Measure)
        rows = (self.subject.edition if is_row else self.subject).measures.filter(number=number)
        if (rows.exclude(pk=self.subject.pk) if is_row else rows).exists():
            raise forms.ValidationError("Мера с таким номером в таблице уже есть.")
        return number

    def clean(self) -> dict[str, Any]:
        """Lines are taken apart; the answers become the row, its term and its parts."""
        data = super().clean() or self.cleaned_data
        data["term"] = self._read("terms_text", terms.parse, data) or terms.Period()
        items, steps = self._read("items", lines.items, data), self._read("mechanism", lines.items, data)
        results = self._read("results", lines.results, data)
        bodies, lead = list(data.get("bodies") or []), data.get("lead")
        lead = lead or (bodies[0] if len(bodies) == 1 else None)
        if lead and lead not in bodies:
            bodies.append(lead)
        if data.get("planned") is not None and not data.get("unit"):
            self.add_error("unit", "Назовите единицу: количество чего.")
        if (
            data.get("period") != Undertaking.Period.ONCE
            and not (data["term"].starts_on or data["term"].each_year_from)
            and data["term"].ends_on
        ):
            self.add_error("terms_text", "Для отчётности по периодам назовите, с какого года.")
        known = {name: value for name, value in data.items() if name not in PARTS}
        return {**known, "parts": Parts(bodies, lead, items or [], steps or [], results or [])}

    def _read(self, name: str, parse: Callable[[str], Any], data: dict[str, Any]) -> Any:
        try:
            return parse(data.get(name) or "")
        except ValueError as error:
            self.add_error(name, str(error))
            return None


def _typed(rows: list[MeasureItem], column: str) -> str:
    return "\n".join(
        lines.Line(row.text, mark=row.mark, amount=row.quantity, unit=row.unit).written()
        for row in rows
        if row.column == column
    )


class RemoveForm(ConfirmForm):
    """The row leaves the draft."""

    done = "Мера убрана из таблицы."
    button = "Убрать меру из таблицы"


class LinkForm(AskForm):
    """What carries the measure out, by number or name; only what everybody may read."""

    done = "Привязано."
    button = "Привязать к мере"

    what = forms.CharField(
        label="Номер или название", min_length=3, max_length=200,
        help_text="Предложение, соглашение, документ, орган (совет, группа) или организация. Привязать можно то, что видно всем.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The only thing that is called so."""
        data = super().clean() or self.cleaned_data
        words = data.pop("what", "")
        if not words:
            return data
        groups, is_likeness = site_search.find(words, AnonymousUser())
        hits = [hit for group in groups for hit in group.rows]
        exact = [hit for hit in hits if words.casefold() in (hit.title.casefold(), *hit.about.casefold().split())]
        match exact if len(exact) == 1 else [] if is_likeness else hits:
            case [hit]:
                return {**data, "title": hit.title, "url": hit.url}
            case []:
                self.add_error(
                    "what", "Ничего открытого с таким номером или названием нет. Проверьте, опубликовано ли оно."
                )
            case several:
                names = "; ".join(hit.title for hit in several[:4])
                self.add_error("what", f"Подходит не одно: {names}. Введите номер или название целиком.")
        return data


class UnlinkForm(ConfirmForm):
    """It was attached by mistake."""

    done = "Отвязано."
    button = "Отвязать от меры"


class AskForReportForm(AskForm):
    """The coordinator wants to hear how it goes."""

    done = "Просьба об отчёте отправлена ответственному."
    button = "Попросить отчёт"

    words = long_text("О чём отчитаться", rows=4, min_length=10)
