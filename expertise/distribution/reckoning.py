"""The computation over a gathered scene, with the two rules that bind a whole group, and the order of those who stand by. Runs in the worker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from expertise.distribution.gathering import Row, Scene
from expertise.distribution.quality import Pair, Weights, ticket
from expertise.expertises.models import Expertise
from expertise.panels import selection

Sitting = dict[int, list[int]]  # by the place of a row in the scene: the keys of experts


@dataclass(frozen=True)
class Reckoned:
    """Who sits where; `optimum`: the result of the computation before groups were mended, in figures and words; `mended`: what that cost."""

    sitting: Sitting
    optimum: dict[str, int]
    mended: list[str]
    unfilled: dict[int, int]


def reckon(scene: Scene, weights: Weights, seed: str) -> Reckoned:
    """The best distribution, then whatever the groups themselves still lack."""
    import numpy as np  # noqa: PLC0415 - with the solver: only the worker that reckons loads them

    from expertise.distribution import solving  # noqa: PLC0415

    people = sorted(scene.experts)
    place = {pk: number for number, pk in enumerate(people)}
    tickets = solving.lots([ticket(seed, -row.expertise.pk) for row in scene.rows], [ticket(seed, pk) for pk in people])
    quality = np.full((len(scene.rows), len(people)), solving.NEVER, dtype=np.int64)
    for number, row in enumerate(scene.rows):
        for pk, pair in row.pairs.items():
            row.pairs[pk] = replace(pair, lot=int(tickets[number, place[pk]]))
            quality[number, place[pk]] = pair.points(weights)
    held = [max((row.pairs[pk].held for row in scene.rows if pk in row.pairs), default=0) for pk in people]
    wanted = [row.wanted for row in scene.rows]
    best = solving.distribute(quality, wanted, [scene.room[pk] for pk in people], tickets, weights.crowding, held)
    sitting: Sitting = {number: [] for number in range(len(scene.rows))}
    for number, column in best.pairs:
        sitting[number].append(people[column])
    optimum = {"seats": sum(wanted), "filled": len(best.pairs), "least": best.least, "total": best.total}
    mended = _mend(scene, sitting, weights)
    unfilled = {number: row.wanted - len(sitting[number]) for number, row in enumerate(scene.rows)}
    return Reckoned(sitting, optimum, mended, {number: lack for number, lack in unfilled.items() if lack})


def _mend(scene: Scene, sitting: Sitting, weights: Weights) -> list[str]:
    """Two organisations, somebody of the field: a group that lacks either gets the exchange that costs least; said in words (Russian)."""
    words = []
    cases = {row.expertise.pk: row.expertise for row in scene.rows}
    for expertise in cases.values():
        numbers = [number for number, row in enumerate(scene.rows) if row.expertise.pk == expertise.pk]
        if any(len(sitting[number]) < scene.rows[number].wanted for number in numbers):
            continue  # the coordinator has to look at it anyway
        if not lacks(expertise, scene, numbers, sitting):
            continue
        exchange = _cheapest(expertise, scene, numbers, sitting, weights)
        if exchange is None:
            words.append(f"{expertise.number}: {' '.join(lacks(expertise, scene, numbers, sitting))} Заменить некем.")
            continue
        cost, number, leaves, comes = exchange
        sitting[number] = [comes if pk == leaves else pk for pk in sitting[number]]
        words.append(
            f"{expertise.number}: {scene.experts[comes]} вместо {scene.experts[leaves]}, чтобы группа отвечала регламенту; это стоило {cost}."
        )
    return words


def lacks(expertise: Expertise, scene: Scene, numbers: Sequence[int], sitting: Sitting) -> list[str]:
    """What a group lacks besides people: organisations (3.2), somebody of the field as long as there is one who can be asked (EX-05)."""
    present = [row.expert for row in selection.members(expertise)]
    group = [*present, *(scene.experts[pk] for number in numbers for pk in sitting[number])]
    few = selection.few_organizations(expertise, group)
    words = [few] if few else []
    could = any(pair.is_in_area for number in numbers for pair in scene.rows[number].pairs.values())
    if could and not any(expertise.area in expert.areas for expert in group):
        words.append("В группе нет эксперта из области объекта.")
    return words


def _cheapest(
    expertise: Expertise, scene: Scene, numbers: Sequence[int], sitting: Sitting, weights: Weights
) -> tuple[int, int, int, int] | None:
    """What it costs, in which row, who leaves, who comes: somebody who still has room."""
    taken = [pk for people in sitting.values() for pk in people]
    options = []
    for number in numbers:
        row = scene.rows[number]
        for leaves in sitting[number]:
            for comes, pair in row.pairs.items():
                if comes in sitting[number] or taken.count(comes) >= scene.room[comes]:
                    continue
                cost = row.pairs[leaves].points(weights) - pair.points(weights)
                options.append((cost, number, leaves, comes))
    for option in sorted(options):
        _, number, leaves, comes = option
        tried = {**sitting, number: [comes if pk == leaves else pk for pk in sitting[number]]}
        if not lacks(expertise, scene, numbers, tried):
            return option
    return None


def standing_by(row: Row, chosen: Iterable[int], weights: Weights) -> list[tuple[int, Pair]]:
    """Who is next for a row: so many for each of its seats, by points, then by the lot."""
    rest = [(pk, pair) for pk, pair in row.pairs.items() if pk not in set(chosen)]
    rest.sort(key=lambda item: (-item[1].points(weights), item[1].lot, item[0]))
    return rest[: weights.alternates * row.wanted]
