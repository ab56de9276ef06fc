"""The common clockwork: engines take turns in blocks, ratios are taken within a round, queries are counted apart."""

import gc
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

ROUNDS = 7
TINY = "BENCH_TINY"  # in the environment: one round, one piece of work, the smallest town; shows that the measures work at all
UNSTEADY = 2.0  # a reference that varied more than this says more about the machine than about us

Engine = Callable[[int], object]  # does the work so many times


@dataclass
class Series:
    """What one engine took in each round, seconds for one piece of work."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def spread(self) -> float:
        """How much the rounds differ: the slowest over the fastest."""
        return max(self.wall) / min(self.wall)


@dataclass(frozen=True)
class Line:
    """A row of the table, in words."""

    measure: str
    ours: str
    reference: str
    ratio: str
    target: str
    note: str = ""


def is_tiny() -> bool:
    """Is this a run for its own sake, which measures nothing?"""
    return bool(os.environ.get(TINY))


def race(engines: dict[str, Engine], *, block: int, rounds: int = ROUNDS) -> dict[str, Series]:
    """Let the engines take turns, A B C A B C …, after one unmeasured turn each."""
    if is_tiny():
        block = rounds = 1
    series = {name: Series() for name in engines}
    for engine in engines.values():
        engine(max(1, block // 4))
    for _ in range(rounds):
        for name, engine in engines.items():
            gc.collect()
            wall, cpu = time.perf_counter(), _cpu()
            engine(block)
            series[name].wall.append((time.perf_counter() - wall) / block)
            series[name].cpu.append((_cpu() - cpu) / block)
    return series


def _cpu() -> float:
    """Processor time of this process and of the children it has waited for; the database's own is not in it."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def ratio(ours: Series, reference: Series) -> float:
    """The median of the rounds' own ratios: what disturbs a whole round disturbs both sides of it."""
    return median(a / b for a, b in zip(ours.wall, reference.wall, strict=True))


def compare(
    measure: str,
    series: dict[str, Series],
    *,
    ours: str,
    target: dict[str, str] | None = None,
    notes: dict[str, str] | None = None,
) -> list[Line]:
    """One line for each reference that ran beside ours."""
    lines = []
    for name, reference in series.items():
        if name == ours:
            continue
        told = [
            (notes or {}).get(name, ""),
            f"эталон колебался в {reference.spread:.1f} раза" if reference.spread > UNSTEADY else "",
        ]
        lines.append(
            Line(
                measure,
                timing(series[ours]),
                f"{name}: {timing(reference)}",
                f"{ratio(series[ours], reference):.2f}",
                (target or {}).get(name, ""),
                "; ".join(filter(None, told)),
            )
        )
    return lines


def timing(series: Series) -> str:
    """Wall clock and processor of one piece of work."""
    return f"{seconds(median(series.wall))} (ЦП {seconds(median(series.cpu))})"


def seconds(value: float) -> str:
    """In the unit that reads best."""
    if value < 0.001:
        return f"{value * 1e6:.0f} мкс"
    if value < 1:
        return f"{value * 1000:.{0 if value >= 0.1 else 1}f} мс"
    return f"{value:.2f} с"


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent to the database inside, savepoints included; BEGIN and COMMIT are not among them."""
    from django.db import connection

    statements: list[str] = []

    def listen(execute: Callable[..., object], sql: str, params: object, many: bool, context: object) -> object:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield statements


def queries(engine: Engine) -> int:
    """How many statements one piece of work takes, in a pass of its own; warmed up first."""
    engine(1)
    with counted() as statements:
        engine(1)
    return len(statements)


def table(lines: list[Line]) -> str:
    """All lines under one head, in columns."""
    head = Line("мера", "мы", "эталон", "отношение", "цель", "замечание")
    rows = [(line.measure, line.ours, line.reference, line.ratio, line.target, line.note) for line in [head, *lines]]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    written = [
        " | ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5]]).rstrip()
        for row in rows
    ]
    return "\n".join([written[0], "-" * len(written[0]), *written[1:]])
