"""Two analysts, a programme of research in force, the clock, and a few figures."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from casework import door, workdays
from library.models import Card
from monitoring.ballots import actions as ballots
from monitoring.indicators import periods
from monitoring.models import Indicator, IndicatorValue, Wave
from monitoring.values import actions
from programme.models import Person
from tests.clock import Clock
from tests.promises import offenders_of
from tests.story import answer, make_person, press, settle, step

PROGRAMME = {
    "title": "Самочувствие горожан", "question": "Как меняется самочувствие горожан от полугодия к полугодию?",
    "method": "Опрос на сайте и на бумаге, сравнение волн.", "sample": "Все жители старше 14 лет.",
    "instrument": "Анкета из четырёх вопросов, одна и та же в каждой волне.",
}  # fmt: skip
ABOUT = "Как вам живётся в городе: спрашиваем дважды в год одно и то же, чтобы видеть, что меняется."
QUESTIONS: list[dict[str, str]] = [
    {"kind": "single", "text": "Как вам живётся в городе?", "options": "Хорошо\nТерпимо\nПлохо"},
    {"kind": "several", "text": "Чего не хватает рядом с домом?", "options": "Зелени\nТишины\nСпорта"},
    {
        "kind": "scale",
        "text": "Можно ли доверять решениям города?",
        "low": "совсем нельзя",
        "high": "можно всегда",
        "indicator": "TRUST1",
    },
    {"kind": "number", "text": "Сколько минут до работы или учёбы?"},
    {"kind": "text", "text": "Что изменить в первую очередь?"},
]
SAMPLE = {
    "sample_kind": "voluntary",
    "sample": "Все, кто захочет ответить, от 14 лет.",
    "rule": "При n < 30 — только число ответов.",
}


SOURCE = "Отчёт об опросе, 12.01.2026"


def now(row: Any) -> Any:
    """The row as it is now."""
    return type(row)._default_manager.get(pk=row.pk)


def offenders() -> dict[str, list[Any]]:
    """Broken promises of this room, by code."""
    from monitoring.invariants import INVARIANTS

    return offenders_of(INVARIANTS)


@dataclass
class Desk:
    """Who enters, who checks, and the clock."""

    clock: Clock
    author: Person
    checker: Person

    def enter(
        self, code: str, figure: str | None, *, subject: str = "city", back: int = 1, **more: Any
    ) -> IndicatorValue:
        """A value of the period that ended so many periods ago."""
        indicator = Indicator.objects.get(code=code)
        period = periods.of(indicator.period, workdays.local_date())
        for _ in range(back):
            period = period.previous
        facts = {"source": SOURCE, "note": "" if figure else "Опрос не проводили.", **more}
        with transaction.atomic():
            return actions.enter(
                indicator, by=self.author, subject=subject, period=period, value=None if figure is None else Decimal(figure), **facts
            )  # fmt: skip

    def publish(self, code: str, figure: str | None, **more: Any) -> IndicatorValue:
        """The same, checked by the other analyst; public at once where its day has come."""
        value = self.enter(code, figure, **more)
        answer(self.checker, value.case, "check", outcome="agree")
        return now(value)


@pytest.fixture
def desk(clock: Clock) -> Desk:
    return Desk(clock, make_person("analyst", last_name="Числова"), make_person("analyst", last_name="Сверкина"))


def in_force(author: Person, checker: Person) -> Card:
    """A programme of research that another analyst has checked."""
    press(author, "/library/research/new/", title=PROGRAMME["title"])
    card = Card.objects.latest("pk")
    answer(author, card.case, "submit", **PROGRAMME)
    answer(checker, card.case, "check", outcome="accept")
    return now(card)


@dataclass
class Poll:
    """Who asks, who checks, and the clock."""

    clock: Clock
    author: Person
    other: Person
    card: Card | None = field(default=None)

    def begin(self, questions: list[dict[str, str]] | None = None, title: str = "Самочувствие горожан") -> Wave:
        if self.card is None:
            self.card = in_force(self.author, self.other)
        press(
            self.author, "/monitoring/surveys/new/", title=title, about=ABOUT, research=f"library.card:{self.card.pk}"
        )
        wave = Wave.objects.latest("pk")
        for asked in QUESTIONS if questions is None else questions:
            press(self.author, f"/monitoring/surveys/waves/{wave.pk}/question/", **asked)
        return wave

    def prepare(self, wave: Wave, refused: bool = False, **changes: Any) -> Wave:
        first = workdays.add(workdays.local_date(), 2)
        days = {"opens": f"{first}", "closes": f"{workdays.add(first, 9)}"}
        answer(self.author, wave.case, "prepare", refused=refused, **{**days, **SAMPLE, **changes})
        return now(wave)

    def opened(self, questions: list[dict[str, str]] | None = None, **changes: Any) -> Wave:
        wave = self.prepare(self.begin(questions), **changes)
        answer(self.other, wave.case, "approve", outcome="approve")
        return self.lapse(wave, "wait_opening")

    def lapse(self, wave: Wave, node: str) -> Wave:
        """Its day comes."""
        waiting = step(wave.case, node)
        self.clock.move_to(waiting.due_at + timedelta(seconds=1))
        assert door.lapse(waiting.pk)
        settle()
        return now(wave)

    def on_paper(self, wave: Wave, forms: list[dict[str, Any]]) -> None:
        """Forms as an office enters them."""
        clerk = make_person("clerk", last_name="Столова")
        for n, given in enumerate(forms):
            ballots.enter_paper(wave, by=clerk, blank=f"П-{wave.number}-{n}", **given)

    def publish(self, wave: Wave) -> Wave:
        words = {
            "method": "Доли с погрешностью по формуле регламента.",
            "findings": "Вот что следует из ответов горожан.",
        }
        answer(self.author, wave.case, "report", **words)
        answer(self.other, wave.case, "check", outcome="publish")
        settle()
        return now(wave)


def browser_answers(**changes: Any) -> dict[str, Any]:
    """A whole form as a browser posts it."""
    return {
        "q_q1": "1", "q_q2": ["1", "2"], "q_q3": "4", "q_q4": "35", "q_q5": "", "district": "", "age": "18", "sex": "f", "is_aware": "on", **changes,
    }  # fmt: skip


@pytest.fixture
def poll(db: None, clock: Clock):
    """At the end of a story every promise holds."""
    yield Poll(clock, make_person("analyst", last_name="Числова"), make_person("analyst", last_name="Проверкина"))
    assert offenders() == {}
