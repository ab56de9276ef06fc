"""Periods of which a value is: a year, a half, a quarter. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

YEAR, HALF, QUARTER = "year", "half_year", "quarter"
KINDS = [(YEAR, "раз в год"), (HALF, "раз в полугодие"), (QUARTER, "раз в квартал")]
PARTS = {YEAR: 1, HALF: 2, QUARTER: 4}
ROMAN = ("I", "II", "III", "IV")
MOST = 30  # periods that may still be entered


@dataclass(frozen=True, order=True)
class Period:
    """`part` is the number of the half or quarter; a year has the first alone."""

    year: int
    part: int
    kind: str

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.part - 1) * self._months + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def _months(self) -> int:
        return 12 // PARTS[self.kind]

    @property
    def next(self) -> "Period":
        """The one that follows."""
        is_last = self.part == PARTS[self.kind]
        return Period(self.year + is_last, 1 if is_last else self.part + 1, self.kind)

    @property
    def previous(self) -> "Period":
        """The one before."""
        return (
            Period(self.year - 1, PARTS[self.kind], self.kind)
            if self.part == 1
            else Period(self.year, self.part - 1, self.kind)
        )

    @property
    def key(self) -> str:
        """How a form and a file name it: 2026, 2026-2."""
        return str(self.year) if self.kind == YEAR else f"{self.year}-{self.part}"

    def __str__(self) -> str:
        if self.kind == YEAR:
            return f"{self.year} год"
        return (
            f"{self.part}-е полугодие {self.year}"
            if self.kind == HALF
            else f"{ROMAN[self.part - 1]} квартал {self.year}"
        )


def of(kind: str, day: date) -> Period:
    """The period in which a day lies."""
    return Period(day.year, (day.month - 1) // (12 // PARTS[kind]) + 1, kind)


def finished(kind: str, today: date) -> Iterator[Period]:
    """Periods that are over, the newest first, without end."""
    period = of(kind, today).previous
    while True:
        yield period
        period = period.previous


def named(kind: str, key: str) -> Period:
    """The period of a key. Raises ValueError for what is none."""
    year, _, part = key.partition("-")
    number = int(part or 1)
    if not 1 <= number <= PARTS[kind] or bool(part) == (kind == YEAR):
        raise ValueError(key)
    return Period(int(year), number, kind)


def between(first: Period, last: Period) -> list[Period]:
    """All from the first to the last, both included."""
    every = [first]
    while every[-1] < last:
        every.append(every[-1].next)
    return every
