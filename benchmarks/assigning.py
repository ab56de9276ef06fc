"""M4: a thousand cases and three hundred experts: ours, a general solver of the same problem (HiGHS), and taking the best pair that is left."""

from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, vstack

from benchmarks.clockwork import Engine, Line, compare, extent, race
from expertise.distribution.solving import NEVER, Distribution, distribute, lots

CASES, EXPERTS, SEATS = extent(1_000, 40), extent(300, 24), 3
MANY_CASES, MANY_EXPERTS = extent(10_000, 60), extent(1_500, 30)
Matrix = Any


def measure(full: bool) -> list[Line]:
    """The sum of ours is the optimum of the general solver over the same pairs; the greedy way shows what is lost without it."""
    small, large = _world(CASES, EXPERTS), _world(MANY_CASES, MANY_EXPERTS)
    best = _ours(small)
    optimum, greedy = _by_linear_programme(small, best.least), _greedily(small)
    assert round(optimum) == best.total, (optimum, best.total)
    engines: dict[str, Engine] = {
        "мы": lambda times: [_ours(small) for _ in range(times)],
        "HiGHS": lambda times: [_by_linear_programme(small, best.least) for _ in range(times)],
        "по очереди лучшие пары": lambda times: [_greedily(small) for _ in range(times)],
    }
    target = {"HiGHS": "≤ 50 мс; сумма равна оптимуму"}
    notes = {
        "HiGHS": f"слабейшая пара {best.least}, сумма {best.total} — оптимум",
        "по очереди лучшие пары": f"слабейшая пара {greedy[0]}, сумма {greedy[1]}, мест {greedy[2]} из {CASES * SEATS}",
    }
    lines = compare(f"M4 {CASES} × {EXPERTS}", race(engines, block=1, rounds=3), ours="мы", target=target, notes=notes)
    many: dict[str, Engine] = {
        "мы": lambda times: [_ours(large) for _ in range(times)],
        "по очереди лучшие пары": lambda times: [_greedily(large) for _ in range(times)],
    }
    goal = {"по очереди лучшие пары": "≤ 2 с"}
    return lines + compare(f"M4 {MANY_CASES} × {MANY_EXPERTS}", race(many, block=1, rounds=3), ours="мы", target=goal)


World = tuple[Matrix, Matrix, Matrix, Matrix]


def _world(cases: int, experts: int) -> World:
    """Twelve areas, a tenth of the pairs barred, a third more room than seats."""
    draw = np.random.default_rng(7)
    is_in_area = draw.integers(0, 12, cases)[:, None] == draw.integers(0, 12, experts)[None, :]
    quality = np.where(is_in_area, 40, 0) + draw.integers(0, 61, (cases, experts))
    quality[draw.random((cases, experts)) < 0.1] = NEVER
    room = np.full(experts, int(np.ceil(cases * SEATS / experts * 1.3)))
    tickets = lots(
        [int(n) | 1 for n in draw.integers(0, 2**63, cases)], [int(n) | 1 for n in draw.integers(0, 2**63, experts)]
    )
    return quality, np.full(cases, SEATS), room, tickets


def _ours(world: World) -> Distribution:
    quality, wanted, room, tickets = world
    return distribute(quality, wanted, room, tickets)


def _by_linear_programme(world: World, least: int) -> float:
    """The highest sum over pairs not weaker than `least`, as a general solver finds it."""
    quality, wanted, room, _ = world
    row, column = np.nonzero(quality >= least)
    ones, number = np.ones(len(row)), np.arange(len(row))
    of_rows = coo_matrix((ones, (row, number)), shape=(len(wanted), len(row)))
    of_columns = coo_matrix((ones, (column, number)), shape=(len(room), len(row)))
    solved = linprog(
        -quality[row, column],
        A_eq=of_rows,
        b_eq=wanted,
        A_ub=vstack([of_columns]),
        b_ub=room,
        bounds=(0, 1),
        method="highs",
    )
    return float(-solved.fun)


def _greedily(world: World) -> tuple[int, int, int]:
    """The best pair that is left, again and again: the weakest pair, the sum, the seats filled."""
    quality, wanted, room, tickets = world
    left, free = wanted.copy(), room.copy()
    order = np.argsort(-(quality * 256 - tickets), axis=None)
    taken = []
    for place in order:
        row, column = divmod(int(place), quality.shape[1])
        if quality[row, column] == NEVER:
            break
        if left[row] and free[column]:
            left[row] -= 1
            free[column] -= 1
            taken.append(int(quality[row, column]))
    return min(taken), sum(taken), len(taken)
