"""What analysts are asked about a survey and its waves; the secretary about a withdrawal."""

from collections.abc import Iterable
from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm
from documents.models import Document
from documents.registers.kinds import Kind
from monitoring.indicators.models import Indicator
from monitoring.surveys import population
from monitoring.surveys.models import Question, Wave
from monitoring.surveys.questions import LISTED
from monitoring.surveys.research import programmes

LEAST_OPTIONS, MOST_OPTIONS = 2, 20
RULE = (
    "При n < 30 публикуется только число ответов. Ответ, который выбрали меньше пяти человек, показан вместе с другими редкими. "
    "Доли — с доверительным интервалом, набор данных — в том же виде."
)
METHOD = (
    "Ответы взвешены по слоям «район × возраст» (вес от 0,3 до 3), если известно население слоёв; ответ без района или возраста весит 1. "
    "Погрешность доли — 1,96·√(p(1−p)/n_эфф), n_эфф = (Σw)²/Σw². «Изменилось» сказано там, где интервалы двух волн не пересекаются."
)


def _programmes() -> Iterable[tuple[str, str]]:
    return [(card.key, f"№ {card.number}. {card.title}") for card in programmes()]


def _measured() -> list[tuple[str, str]]:
    return [
        ("", "ни о каком"),
        *((row.code, f"{row.code}. {row}") for row in Indicator.objects.measured().filter(is_computed=False)),
    ]


class WaveForm(AskForm):
    """SV-01 of a survey that is known."""

    done = "Волна создана. Проверьте вопросы и подготовьте её к утверждению."
    button = "Создать волну"

    research = forms.ChoiceField(
        label="Программа исследования", choices=_programmes, help_text="Карточка рода «Программа исследования», которая действует."
    )  # fmt: skip


class SurveyForm(WaveForm):
    """SV-01 of a new survey."""

    done = "Опрос начат. Добавьте вопросы первой волны и подготовьте её к утверждению."
    button = "Начать опрос"
    field_order = ("title", "about", "research")

    title = forms.CharField(label="Название", min_length=5, max_length=200)
    about = long_text(
        "О чём и зачем", rows=4, min_length=20, max_length=3000, help_text="Это прочтёт каждый, кого спросят."
    )


class QuestionForm(AskForm):
    """A question of a draft."""

    done = "Вопрос записан."
    button = "Записать вопрос"

    text = forms.CharField(label="Вопрос", min_length=5, max_length=500)
    kind = forms.ChoiceField(label="Как отвечают", choices=Question.Kind.choices, widget=forms.RadioSelect)
    options = long_text(
        "Варианты", rows=6, max_length=3000, help_text="Каждый с новой строки. «Затрудняюсь ответить» добавится само."
    )
    low = forms.CharField(label="Что значит 1", max_length=60)
    high = forms.CharField(label="Что значит 5", max_length=60)
    indicator = forms.ChoiceField(
        label="О каком показателе вопрос", choices=_measured, required=False,
        help_text="Ответы волна за волной встанут на страницу показателя; о доверии — и на страницу «Открытость».",
    )  # fmt: skip
    NEEDED_IF = {
        "options": Needed("kind", tuple(kind.value for kind in LISTED), "Напишите варианты, каждый с новой строки."),
        "low": Needed("kind", (Question.Kind.SCALE.value,), "Скажите, что значит 1."),
        "high": Needed("kind", (Question.Kind.SCALE.value,), "Скажите, что значит 5."),
    }

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """A question as it stands."""
        if not isinstance(subject, Question):
            return {}
        return {
            "text": subject.text, "kind": subject.kind, "low": subject.low, "high": subject.high,
            "indicator": subject.indicator,
            "options": "\n".join(row["label"] for row in subject.options),
        }  # fmt: skip

    def clean_options(self) -> list[str]:
        """A line an answer."""
        return [line.strip()[:200] for line in self.cleaned_data["options"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        """A choice is between two at least, and between different ones."""
        data = super().clean() or self.cleaned_data
        options = data.get("options") or []
        if data.get("kind") in LISTED and options:
            if not LEAST_OPTIONS <= len(options) <= MOST_OPTIONS:
                self.add_error("options", f"Нужно от {LEAST_OPTIONS} до {MOST_OPTIONS} вариантов.")
            elif len({option.lower() for option in options}) < len(options):
                self.add_error("options", "Два варианта одинаковы.")
        return data


class RemoveForm(AskForm):
    """A question is put away."""

    done = "Вопрос убран."
    button = "Убрать вопрос"


class PrepareForm(AskForm):
    """The draft is ready."""

    done = "Волна ждёт утверждения другим аналитиком."
    button = "Передать на утверждение"
    has_draft = True

    opens = DayField(label="Первый день сбора")
    closes = DayField(label="Последний день сбора")
    sample_kind = forms.ChoiceField(label="Кого спрашивают", choices=Wave.Sample.choices, widget=forms.RadioSelect)
    sample = long_text(
        "Выборка", rows=3, min_length=10, max_length=2000, help_text="Кого и как спрашивают, сколько ответов нужно."
    )
    population = long_text(
        "Население по слоям, для весов", rows=6, max_length=8000, required=False,
        help_text="Строка на слой: район; возраст; число людей. Пусто — ответы не взвешивают, и это будет сказано.",
    )  # fmt: skip
    rule = long_text("Правило публикации", rows=3, min_length=20, max_length=2000)

    @classmethod
    def initial_for(cls, subject: Wave) -> dict[str, Any]:
        """As it was prepared before, or as the last wave was."""
        return {
            "opens": subject.opens, "closes": subject.closes, "sample_kind": subject.sample_kind or Wave.Sample.VOLUNTARY,
            "sample": subject.sample, "population": population.write(subject.population), "rule": subject.rule or RULE,
        }  # fmt: skip

    def clean_population(self) -> list[Any]:
        """Rows of strata."""
        rows, faults = population.read(self.cleaned_data["population"])
        if faults:
            raise forms.ValidationError(faults[:5])
        return rows

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        data = super().clean() or self.cleaned_data
        if data.get("opens") and data.get("closes") and data["closes"] <= data["opens"]:
            self.add_error("closes", "Последний день должен быть позже первого.")
        return data


class _CheckForm(AskForm):
    outcome = forms.ChoiceField(
        label="Решение", widget=forms.RadioSelect, choices=[("accept", "Принять"), ("return", "Вернуть с замечаниями")]
    )
    remarks = long_text("Замечания", rows=4, max_length=2000)
    NEEDED_IF = {"remarks": Needed("outcome", ("return",), "Напишите, что исправить.", least=10)}


class ApproveForm(_CheckForm):
    """SV-02."""

    done = "Решение записано."
    button = "Записать решение"
    outcome = forms.ChoiceField(
        label="Решение", widget=forms.RadioSelect, choices=[("approve", "Утвердить анкету"), ("return", "Вернуть с замечаниями")]
    )  # fmt: skip


class CheckForm(_CheckForm):
    """SV-07."""

    done = "Решение записано."
    button = "Записать решение"
    outcome = forms.ChoiceField(
        label="Решение", widget=forms.RadioSelect, choices=[("publish", "Проверено, опубликовать"), ("return", "Вернуть с замечаниями")]
    )  # fmt: skip


class ReportForm(AskForm):
    """The report, before it is checked."""

    done = "Ответы посчитаны. Отчёт ждёт проверки другим аналитиком."
    button = "Передать отчёт на проверку"
    has_draft = True

    method = long_text("Как посчитано", rows=5, min_length=20, max_length=4000)
    findings = long_text(
        "Что следует из ответов", rows=8, min_length=20, max_length=8000, help_text="Если ответов меньше 30, публикуется только их число."
    )  # fmt: skip

    @classmethod
    def initial_for(cls, subject: Wave) -> dict[str, Any]:
        """As it was written before."""
        return {"method": subject.method or METHOD, "findings": subject.findings}


class _GroundForm(AskForm):
    """An act for a reason that everybody reads."""

    ground = long_text("Причина", rows=3, min_length=10, max_length=1000, help_text="Её прочтут все.")


class SendBackForm(_GroundForm):
    """SV-03."""

    done = "Волна снова черновик: исправьте её и передайте на утверждение."
    button = "Вернуть в черновик"


class CancelForm(_GroundForm):
    """SV-08."""

    done = "Волна отменена, ответы публиковаться не будут."
    button = "Отменить волну"


class ExtendForm(_GroundForm):
    """SV-05."""

    done = "Сбор ответов продлён, извещение опубликовано."
    button = "Продлить сбор"
    field_order = ("closes", "ground")
    closes = DayField(label="Новый последний день")


class WithdrawForm(_GroundForm):
    """SV-09."""

    done = "Итоги отозваны, причина стоит на странице."
    button = "Отозвать итоги"
    field_order = ("decision", "ground")
    decision = forms.CharField(label="Номер решения комитета", max_length=40)

    def clean_decision(self) -> Document:
        """A decision that has been published under this number."""
        number = self.cleaned_data["decision"].removeprefix("№").strip()
        row = Document.objects.filter(kind=Kind.DECISION, number=number, is_public=True).first()
        if row is None:
            raise forms.ValidationError("Опубликованного решения с таким номером нет. Проверьте номер в протоколе.")
        return row
