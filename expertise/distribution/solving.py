"""The best distribution of people over seats: a flow of least cost, and the proof that nothing better was left out (регламент 3.2 «Подбор»).

What «best» means, in this order: as many seats as possible are filled; the weakest pair is as good as it can be (nobody's case pays for
another's); the sum of all pairs, less the crowding of those who get many cases, is as high as it can be; equal pairs are settled by the lot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow

NEVER = -1  # the quality of a pair that may not be
LOTS = 256
BEST = 100  # the highest quality
AROUND = 24  # pairs of a row that are looked at first
Matrix = Any  # an array of numpy


@dataclass(frozen=True)
class Distribution:
    """`pairs`: (row, column) of every seat that is filled; `least`: the quality of the weakest pair; `total`: of all, less the crowding.

    The prices of the solution have shown that no pair that was not looked at would make it better.
    """

    pairs: list[tuple[int, int]]
    least: int
    total: int


def lots(rows: Sequence[int], columns: Sequence[int]) -> Matrix:
    """Tickets 0…255 of every pair out of the tickets (odd whole numbers below 2**64) of rows and columns: anybody can draw them again."""
    drawn = np.asarray(rows, dtype=np.uint64)[:, None] * np.asarray(columns, dtype=np.uint64)[None, :]
    return (drawn >> np.uint64(56)).astype(np.int64)


def distribute(
    quality: Matrix,
    wanted: Sequence[int],
    room: Sequence[int],
    tickets: Matrix,
    crowding: int = 0,
    held: Sequence[int] = (),
) -> Distribution:
    """Who sits where.

    `quality` (rows × columns): 0…100, or NEVER; `wanted`: seats of each row; `room`: how many seats a column may take; `tickets`: as
    `lots` draws them, the smaller wins; `crowding`: how much quality the second, third… seat of the same column must gain to be worth it,
    counted with those it holds already (`held`).
    """
    table, seats, places = np.asarray(quality, dtype=np.int64), np.asarray(wanted), np.asarray(room)
    before = np.asarray(held if len(held) else np.zeros(len(places)), dtype=np.int64)
    if not table.size or not seats.sum():
        return Distribution([], 0, 0)
    near = _nearest(table * LOTS - tickets, int(seats.max()) + AROUND)
    values = table[near]
    least, most = _least(table, near, values, seats, places)
    scale = LOTS * int(seats.sum())
    cost, able = (BEST - table) * scale + tickets, table >= least
    row, column = (axis[values >= least] for axis in near)
    while True:
        taken, (of_rows, of_columns) = _flow((row, column, cost[row, column]), seats, places, before, crowding * scale)
        if taken.sum() < most:  # the near pairs do not fill what can be filled
            row, column = np.nonzero(able)
            continue
        better = (cost + of_rows[:, None] - of_columns[None, :] < 0) & able
        better[row, column] = False
        if not better.any():
            return _summed(table, row[taken], column[taken], before, crowding)
        more = np.nonzero(better)
        row, column = np.concatenate([row, more[0]]), np.concatenate([column, more[1]])


def _summed(table: Matrix, row: Matrix, column: Matrix, before: Matrix, crowding: int) -> Distribution:
    crowd = np.bincount(column, minlength=len(before))
    total = int(table[row, column].sum()) - crowding * int((crowd * (crowd - 1) // 2 + crowd * before).sum())
    order = np.lexsort((column, row))
    pairs = [(int(row[n]), int(column[n])) for n in order]
    return Distribution(pairs, int(table[row, column].min()) if pairs else 0, total)


def _nearest(worth: Matrix, count: int) -> tuple[Matrix, Matrix]:
    """The pairs that are worth most to each row."""
    rows, columns = worth.shape
    count = min(count, columns)
    chosen = np.argpartition(-worth, count - 1, axis=1)[:, :count]
    return np.repeat(np.arange(rows), count), chosen.ravel()


def _least(
    table: Matrix, near: tuple[Matrix, Matrix], values: Matrix, seats: Matrix, places: Matrix
) -> tuple[int, int]:
    """The highest quality that no pair need fall below, if as many seats are to be filled as can be; how many that are."""
    present = np.bincount(table[table >= 0], minlength=1)
    levels = np.flatnonzero(present)
    if not len(levels):
        return 0, 0

    def fills(level: int, enough: int = -1) -> int:
        """How many seats pairs of a level fill at most: the near ones are tried first, for they fill enough as a rule."""
        filled = _filled(near[0][values >= level], near[1][values >= level], seats, places)
        if filled in (enough, seats.sum()):
            return filled
        may_be = table >= level
        bound = np.minimum(may_be.sum(axis=1), seats).sum()
        row, column = np.nonzero(may_be)
        return filled if bound < enough else _filled(row, column, seats, places)

    most, low, high = fills(0), 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fills(int(levels[middle]), most) == most:
            low = middle
        else:
            high = middle - 1
    return int(levels[low]), most


def _filled(row: Matrix, column: Matrix, seats: Matrix, places: Matrix) -> int:
    """How many seats such pairs fill at most."""
    rows, columns = len(seats), len(places)
    source, sink = rows + columns, rows + columns + 1
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(row, rows + column, np.ones(len(row), dtype=np.int64))
    flow.add_arcs_with_capacity(np.full(rows, source), np.arange(rows), seats)
    flow.add_arcs_with_capacity(rows + np.arange(columns), np.full(columns, sink), places)
    flow.solve(source, sink)
    return int(flow.optimal_flow())


def _flow(
    pairs: tuple[Matrix, Matrix, Matrix], seats: Matrix, places: Matrix, held: Matrix, step: int
) -> tuple[Matrix, tuple[Matrix, Matrix]]:
    """Which of the pairs (row, column, cost) the flow of least cost takes, and the prices of rows and columns it comes at."""
    row, column, cost = pairs
    rows, columns = len(seats), len(places)
    useful = np.minimum(places, np.bincount(column, minlength=columns))
    unit, nth = _places(useful)
    source, sink = rows + columns, rows + columns + 1
    tails = np.concatenate([row, np.full(rows, source), rows + unit])
    heads = np.concatenate([rows + column, np.arange(rows), np.full(len(unit), sink)])
    room = np.concatenate([np.ones(len(row), dtype=np.int64), seats, np.ones(len(unit), dtype=np.int64)])
    costs = np.concatenate([cost, np.zeros(rows, dtype=np.int64), (nth + held[unit]) * step])
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
    flow.set_node_supply(source, int(seats.sum()))
    flow.set_node_supply(sink, -int(seats.sum()))
    flow.solve_max_flow_with_min_cost()
    flows = flow.flows(arcs)
    return flows[: len(row)] > 0, _prices(tails, heads, room, costs, flows, (rows, columns))


def _places(useful: Matrix) -> tuple[Matrix, Matrix]:
    """The places of columns one by one: whose, and which of theirs."""
    unit = np.repeat(np.arange(len(useful)), useful)
    return unit, np.arange(len(unit)) - np.repeat(np.cumsum(useful) - useful, useful)


def _prices(
    tails: Matrix, heads: Matrix, room: Matrix, costs: Matrix, flows: Matrix, size: tuple[int, int]
) -> tuple[Matrix, Matrix]:
    """Shortest ways in what is left of the network: with them no pair that was looked at costs less than nothing."""
    rows, columns = size
    free, used = flows < room, flows > 0
    tail = np.concatenate([tails[free], heads[used]])
    head = np.concatenate([heads[free], tails[used]])
    cost = np.concatenate([costs[free], -costs[used]])
    order = np.argsort(head, kind="stable")
    tail, head, cost = tail[order], head[order], cost[order]
    starts = np.flatnonzero(np.diff(head, prepend=-1))
    ends = head[starts]
    prices = np.zeros(rows + columns + 2, dtype=np.int64)
    while True:
        way = np.minimum.reduceat(prices[tail] + cost, starts)
        shorter = way < prices[ends]
        if not shorter.any():
            return prices[:rows], prices[rows : rows + columns]
        prices[ends[shorter]] = way[shorter]
