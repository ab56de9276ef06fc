"""What is asked about a scenario: its terms; why it is the one for the decision."""

from collections.abc import Iterable
from typing import Any

from django import forms

from casework.fields import long_text
from casework.formats import money
from casework.forms import AskForm
from expertise.ranking.steadiness import strictness
from expertise.scenarios.choice import Terms
from expertise.scenarios.reckoning import CORRECTED, REGULATION, WAYS
from programme.lists import catalogue
from programme.models import Regulation

GOES_ON = [
    ("yes", "пропустить его и идти дальше: следующему может хватить остатка"),
    ("no", "остановиться: после него не проходит никто"),
]


class TermsForm(AskForm):
    """The subject is the scope; what the regulation in force says stands in the fields already."""

    done = "Сценарий рассчитан и сохранён."
    button = "Рассчитать сценарий"

    title = forms.CharField(
        label="Название сценария", max_length=200, help_text="Например: «80 млн и не больше трёх проектов спорта»."
    )
    way = forms.ChoiceField(label="Каким счётом", initial=REGULATION)
    budget = forms.DecimalField(
        label="Сколько всего денег, ₽", max_digits=14, decimal_places=2, min_value=1, required=False, localize=False,
        help_text="Пусто — без ограничения.",
    )  # fmt: skip
    goes_on = forms.ChoiceField(
        label="Если на проект не хватает денег", choices=GOES_ON, initial="yes", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = list(self._ways())  # type: ignore[attr-defined]
        self.steps = [(step["up_to"], step["score"]) for step in Regulation.in_force().value("expertise.thresholds")]
        for n, (limit, score) in enumerate(self.steps):
            up_to = f"до {money(limit)} включительно" if limit is not None else "больше"
            self.fields[f"pass_{n}"] = forms.DecimalField(
                label=f"Проходной балл: запрос {up_to}", initial=score, min_value=0, max_value=100, decimal_places=2, localize=False,
            )  # fmt: skip
        self.areas = sorted({case.area for case in self.subject.cases}) if self.subject else []
        for area in self.areas:
            self.fields[f"quota_{area}"] = forms.IntegerField(
                label=f"Не больше проектов: {catalogue.label('areas', area)}", min_value=0, max_value=1000, required=False,
                help_text="Пусто — без ограничения.",
            )  # fmt: skip

    def _ways(self) -> Iterable[tuple[str, str]]:
        """A correction only where enough is known of every expert."""
        has_correction = bool(self.subject and strictness(self.subject.cases))
        return ((name, title) for name, title in WAYS.items() if name != CORRECTED or has_correction)

    def clean(self) -> dict[str, Any]:
        """The terms as one answer."""
        answers: dict[str, Any] = {**(super().clean() or {})}
        if self.errors:
            return answers
        terms = Terms(
            steps=tuple((limit, answers[f"pass_{n}"]) for n, (limit, _) in enumerate(self.steps)),
            budget=answers["budget"],
            quotas={area: answers[f"quota_{area}"] for area in self.areas if answers[f"quota_{area}"] is not None},
            goes_on=answers["goes_on"] == "yes",
        )
        return {"title": answers["title"], "way": answers["way"], "terms": terms}


class ChooseForm(AskForm):
    """The subject is the scenario."""

    done = "Справка о сценарии готовится. Когда она будет готова, приложите её к вопросу заседания по номеру."
    button = "Выбрать для решения"

    reasons = long_text("Почему этот сценарий", help_text="Станет частью справки: её увидят члены комитета и аудитор.")
