"""Sheets as the arithmetic reads them: marks, totals, stop criteria. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from casework.formats import score as written
from expertise.scoring.figures import divided


class Track(StrEnum):
    """The two tracks of experts, each with criteria of its own."""

    PROFESSIONAL = "professional"
    PUBLIC = "public"


class Outcome(StrEnum):
    """What a conclusion says at its end."""

    RECOMMEND = "recommend"
    REWORK = "rework"
    REJECT = "reject"

    @property
    def words(self) -> str:
        """As a conclusion puts it (Russian)."""
        return {"recommend": "рекомендовать", "rework": "доработать", "reject": "не рекомендовать"}[self]


@dataclass(frozen=True)
class Mark:
    """One score: an integer 0…10 for a criterion of a certain weight."""

    criterion: int
    title: str
    weight: Decimal
    value: int
    is_blocking: bool = False
    least: int | None = None  # what the mean of the criterion must reach, where the set says so


@dataclass(frozen=True)
class Sheet:
    """What one expert has given, under the name by which others may know them («Эксперт № 1»)."""

    expert: str
    track: Track
    marks: tuple[Mark, ...]

    @property
    def total(self) -> Decimal:
        """Σ w·s: 0…100, since weights sum to 10."""
        return total_of(self.marks)


def total_of(marks: Iterable[Mark]) -> Decimal:
    """total = Σ w·s."""
    return sum((mark.weight * mark.value for mark in marks), Decimal(0))


@dataclass(frozen=True)
class Below:
    """A criterion whose mean has not reached what its set asks for."""

    title: str
    mean: Decimal
    least: int

    @property
    def words(self) -> str:
        """«Команда»: средняя 4,50 ниже минимума 6 (Russian)."""
        return f"«{self.title}»: средняя оценка {written(self.mean)} ниже минимума {self.least}"


def below_least(sheets: Iterable[Sheet]) -> tuple[Below, ...]:
    """Criteria with a least mean that the sheets of their track do not reach: compared exactly, rounded for showing only."""
    given: dict[tuple[Track, int, str, int], list[int]] = {}
    for sheet in sheets:
        for mark in sheet.marks:
            if mark.least is not None:
                given.setdefault((sheet.track, mark.criterion, mark.title, mark.least), []).append(mark.value)
    rows = ((title, values, least) for (*_, title, least), values in given.items() if sum(values) < least * len(values))
    return tuple(Below(title, divided(Decimal(sum(values)), len(values)), least) for title, values, least in rows)


def stopped_by(sheets: Iterable[Sheet], zeroes: int) -> tuple[str, ...]:
    """Stop criteria that got 0 from at least `zeroes` experts (3.2): the same criterion, not two different ones."""
    counts: dict[tuple[int, str], int] = {}
    for sheet in sheets:
        for mark in sheet.marks:
            if mark.is_blocking and mark.value == 0:
                counts[mark.criterion, mark.title] = counts.get((mark.criterion, mark.title), 0) + 1
    return tuple(title for (_, title), count in counts.items() if count >= zeroes)
