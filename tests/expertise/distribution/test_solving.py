"""The flow against trying everything: on small worlds no other distribution is better, and relabelling changes nothing."""

from itertools import combinations, product
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from expertise.distribution.quality import lot_of, ticket
from expertise.distribution.solving import NEVER, distribute, lots

World = tuple[list[list[int]], list[int], list[int], int, list[int]]


def world_of(seed: int) -> World:
    """A small world out of a number."""
    draw = Random(seed)
    rows, columns = draw.randint(1, 3), draw.randint(1, 4)
    quality = [[draw.choice([NEVER, 0, 10, 40, 70, 100]) for _ in range(columns)] for _ in range(rows)]
    wanted, room = [draw.randint(0, 2) for _ in range(rows)], [draw.randint(0, 2) for _ in range(columns)]
    return quality, wanted, room, draw.choice([0, 5, 30]), [draw.randint(0, 2) for _ in range(columns)]


def every(world: World) -> list[tuple[int, int, int]]:
    """Seats filled, the weakest pair, the sum less the crowding: of every lawful distribution."""
    quality, wanted, room, crowding, held = world
    choices = []
    for row, seats in zip(quality, wanted, strict=True):
        able = [column for column, value in enumerate(row) if value != NEVER]
        choices.append([set(some) for size in range(seats + 1) for some in combinations(able, size)])
    seen = []
    for picked in product(*choices):
        crowd = [sum(column in columns for columns in picked) for column in range(len(room))]
        if any(n > most for n, most in zip(crowd, room, strict=True)):
            continue
        values = [quality[row][column] for row, columns in enumerate(picked) for column in columns]
        cost = crowding * sum(n * (n - 1) // 2 + n * before for n, before in zip(crowd, held, strict=True))
        seen.append((len(values), min(values, default=0), sum(values) - cost))
    return seen


@given(st.integers(0, 2**40))
def test_nothing_else_is_better(seed: int) -> None:
    world = world_of(seed)
    quality, wanted, room, crowding, held = world
    tickets = lots([seed * 2 + 1 + n for n in range(len(wanted))], [2**63 + 2 * n + 1 for n in range(len(room))])
    best = distribute(np.array(quality), wanted, room, tickets, crowding, held)
    assert (len(best.pairs), best.least, best.total) == max(every(world))
    rows, columns = list(reversed(range(len(wanted)))), list(reversed(range(len(room))))
    turned = distribute(
        np.array(quality)[np.ix_(rows, columns)], [wanted[n] for n in rows], [room[n] for n in columns], tickets[np.ix_(rows, columns)],
        crowding, [held[n] for n in columns],
    )  # fmt: skip
    assert (turned.least, turned.total, len(turned.pairs)) == (best.least, best.total, len(best.pairs))


def test_pairs_that_were_not_looked_at_are_proved_to_be_worse() -> None:
    """All rows like the same two dozen columns best: the prices lead to those that lie beyond what is looked at first."""
    rows, columns = 60, 80
    quality = np.tile(np.arange(columns, 0, -1), (rows, 1))
    best = distribute(quality, [1] * rows, [1] * columns, np.zeros((rows, columns), dtype=np.int64))
    assert (len(best.pairs), best.least, best.total) == (rows, 21, sum(range(21, 81)))


def test_the_prices_bring_in_a_pair_that_was_too_far_to_be_looked_at() -> None:
    """One row is content with 25 columns that others need more; its 26th is a point worse and belongs to the optimum."""
    quality = np.zeros((27, 60), dtype=np.int64)
    quality[np.arange(25), np.arange(25)] = 100
    quality[25, :25], quality[25, 25] = (
        100,
        99,
    )  # and whoever is left at the end suits nobody: the weakest pair says nothing
    tickets = np.where(np.arange(60) < 30, 200, 0) * np.ones(
        (27, 1), dtype=np.int64
    )  # what suits nobody is looked at far on the right
    best = distribute(quality, [1] * 27, [1] * 60, tickets)
    assert (len(best.pairs), best.least, best.total) == (27, 0, 2599) and (25, 25) in best.pairs


def test_the_table_of_lots_is_what_anybody_draws_alone() -> None:
    seed = "зерно"
    table = lots([ticket(seed, -case) for case in (4, 9)], [ticket(seed, expert) for expert in (1, 2, 30)])
    assert table.tolist() == [[lot_of(seed, case, expert) for expert in (1, 2, 30)] for case in (4, 9)]
