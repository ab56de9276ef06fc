"""A question over the waves of its survey: what each of them was answered, and where the answers have moved apart (programme 8.6)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from monitoring.ballots.dataset import hundredths, tenths
from monitoring.ballots.weighing import are_apart
from monitoring.surveys.models import Wave

SHOWN = (Wave.Status.PUBLISHED, Wave.Status.WITHDRAWN)
MEAN = "Среднее"
Figures = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Cell:
    """An answer in a wave. `way`: 1 and −1 where its interval does not meet that of the wave before, 0 where it does, None without one."""

    label: str
    figure: str = ""
    low: str = ""
    high: str = ""
    way: int | None = None


@dataclass(frozen=True)
class Line:
    """A wave in a series. `why`: the reason why there are no figures, in words."""

    wave: Wave
    cells: list[Cell]
    why: str = ""

    @property
    def results(self) -> dict[str, Any]:
        """What is said with every figure: how many have answered, by what they were known."""
        return self.wave.results or {}


@dataclass(frozen=True)
class Series:
    """A question and its waves in their order; `labels` are the columns."""

    question: dict[str, Any]
    labels: list[str]
    lines: list[Line] = field(default_factory=list)

    @property
    def survey(self) -> Any:
        """Whose question it is."""
        return self.lines[-1].wave.survey

    @property
    def anchor(self) -> str:
        """Where it stands on a page, whoever else asks under the same code."""
        return f"asked-{self.lines[-1].wave.survey_id}-{self.question['code']}"


def of_indicator(code: str) -> list[Series]:
    """Every question that was asked about an indicator, survey by survey."""
    waves = Wave.objects.filter(status__in=SHOWN, survey__waves__frozen_form__contains=[{"indicator": code}])
    of: dict[int, list[Wave]] = {}
    for wave in waves.select_related("survey", "report").distinct().order_by("survey", "number"):
        of.setdefault(wave.survey_id, []).append(wave)
    rows = [_asked_about(code, known) for known in of.values()]
    return [row for row in rows if row]


def _asked_about(code: str, waves: Sequence[Wave]) -> Series | None:
    """By the newest wave that has asked about it: earlier words are another question."""
    for wave in reversed(waves):
        for question in wave.frozen_form or []:
            if question.get("indicator") == code:
                return build(question, waves)
    return None


def of_survey(waves: Sequence[Wave], newest: Wave) -> list[Series]:
    """Each question of the newest published wave over all waves that were published, once there are two of them at least."""
    shown = [wave for wave in waves if wave.status in SHOWN]
    if len(shown) < 2:
        return []
    every = [build(question, shown) for question in newest.frozen_form or [] if question["kind"] != "text"]
    return [row for row in every if row.labels]


def build(question: dict[str, Any], waves: Sequence[Wave]) -> Series:
    """The series of a question as it was asked; whatever was asked in other words is named, not compared."""
    figures = [_figures(question, wave) for wave in waves]
    known = dict.fromkeys(label for row in reversed(figures) for label in row)
    labels = [label for label in known if label != MEAN]
    lines, before = [], Figures()
    for wave, row in zip(waves, figures, strict=True):
        lines.append(
            Line(
                wave,
                [_cell(label, row, before) for label in [MEAN, *labels] if label in known],
                _why(question, wave, row),
            )
        )
        before = row or before if wave.status == Wave.Status.PUBLISHED else {}  # a withdrawn wave leaves a gap
    return Series(question, [label for label in [MEAN, *labels] if label in known], lines)


def _table(question: dict[str, Any], wave: Wave) -> dict[str, Any] | None:
    tables = (wave.results or {}).get("questions", []) if wave.status == Wave.Status.PUBLISHED else []
    same = (question["code"], question["text"], question["kind"])
    return next((table for table in tables if (table["code"], table["text"], table["kind"]) == same), None)


def _figures(question: dict[str, Any], wave: Wave) -> Figures:
    """{answer: its share}, and the mean under its own name."""
    table = _table(question, wave)
    if table is None:
        return {}
    shares = {row["label"]: {**row, "value": row["share"]} for row in table["rows"]}
    number = table["number"]
    return {**({MEAN: {**number, "value": number["mean"]}} if number else {}), **shares}


def _cell(label: str, row: Figures, before: Figures) -> Cell:
    if label not in row:
        return Cell(label)
    now, then, words = row[label], before.get(label), hundredths if label == MEAN else tenths
    way = None
    if then:
        way = (
            (1 if now["value"] > then["value"] else -1)
            if are_apart((then["low"], then["high"]), (now["low"], now["high"]))
            else 0
        )
    return Cell(label, words(now["value"]), words(now["low"]), words(now["high"]), way)


def _why(question: dict[str, Any], wave: Wave, row: Figures) -> str:
    if wave.status == Wave.Status.WITHDRAWN:
        return f"итоги отозваны: {wave.ground}"
    results = wave.results or {}
    if not results.get("is_shown"):
        return f"ответов меньше {results.get('shown_from')}: публикуется только их число"
    if _table(question, wave) is None:
        return "вопроса в этих словах не было, сравнить не с чем"
    return "" if row else "ответивших одинаково слишком мало, чтобы показывать их порознь"
