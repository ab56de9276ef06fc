"""A series as a picture: a line with dots and numbers, a gap where there are no data, the interval as a bar. Pure; drawn by a template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import floor, log10

from casework.formats import grouped
from monitoring.values.series import Point

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 76, 24, 34, 46
STEPS = 4
MOST_LABELS = 12  # under more periods every second, third… is named


@dataclass
class Dot:
    """A period in the picture. `y` is empty where there are no data; `low` and `high` are the ends of its interval."""

    x: float
    label: str
    figure: str = ""
    y: float | None = None
    low: float | None = None
    high: float | None = None
    is_named: bool = True

    @property
    def label_y(self) -> float | None:
        """Where its number is written: above the interval too."""
        return self.y if self.high is None or self.y is None else min(self.y, self.high)


@dataclass
class Picture:
    """Everything a template needs, in the units of the picture."""

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM
    dots: list[Dot] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # runs of neighbours: «x,y x,y»
    marks: list[tuple[float, str]] = field(default_factory=list)  # of the scale


def draw(points: Sequence[Point], places: int) -> Picture | None:
    """The picture of a series; none while there is no number in it."""
    numbers = [bound for point in points for bound in _bounds(point)]
    if not numbers:
        return None
    bottom, step = _scale(min(numbers), max(numbers))
    top = bottom + step * STEPS

    def height_of(value: Decimal) -> float:
        return round(HEIGHT - BOTTOM - (float(value) - bottom) / (top - bottom) * (HEIGHT - TOP - BOTTOM), 1)

    picture = Picture()
    picture.marks = [
        (height_of(Decimal(str(bottom + step * n))), grouped(Decimal(str(round(bottom + step * n, 6))), _places_of(step, places)))
        for n in range(STEPS + 1)
    ]  # fmt: skip
    apart = (WIDTH - LEFT - RIGHT) / max(len(points), 1)
    every = -(-len(points) // MOST_LABELS)
    for number, point in enumerate(points):
        dot = Dot(
            round(LEFT + apart * (number + 0.5), 1), _short(point), is_named=(len(points) - 1 - number) % every == 0
        )
        if point.row and point.row.value is not None:
            dot.y, dot.figure = height_of(point.row.value), point.figure
            if point.row.low is not None and point.row.high is not None:
                dot.low, dot.high = height_of(point.row.low), height_of(point.row.high)
        picture.dots.append(dot)
    picture.lines = _runs(picture.dots)
    return picture


def _bounds(point: Point) -> list[Decimal]:
    row = point.row
    return [value for value in (row.low, row.value, row.high) if value is not None] if row else []


def _short(point: Point) -> str:
    return (
        point.period.key
        if point.period.kind == "year"
        else str(point.period).replace(" квартал", "").replace("-е полугодие", "/2")
    )


def _scale(least: Decimal, most: Decimal) -> tuple[float, float]:
    """Where the scale begins, and its round step."""
    low, high = float(least), float(most)
    spread = high - low or abs(high) or 1.0
    rough = spread / (STEPS - 1)
    size: float = 10.0 ** floor(log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough)
    begin = floor(low / step) * step
    while begin + step * STEPS < high:  # rounding downwards has cost a step
        step *= 2
        begin = floor(low / step) * step
    return begin, step


def _places_of(step: float, places: int) -> int:
    return places if step >= 1 else max(places, -floor(log10(step)))


def _runs(dots: Sequence[Dot]) -> list[str]:
    """Neighbours that have numbers are joined; nothing is drawn over a gap."""
    runs: list[list[str]] = [[]]
    for dot in dots:
        if dot.y is None:
            runs.append([])
        else:
            runs[-1].append(f"{dot.x},{dot.y}")
    return [" ".join(run) for run in runs if len(run) > 1]
