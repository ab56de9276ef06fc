"""The lot that divides people into groups and roles: anybody with the seed draws it again. Pure."""

from collections.abc import Mapping, Sequence
from random import Random


def deal(
    people: Sequence[int], sizes: Mapping[int, int], limits: Mapping[int, int | None], seed: str
) -> list[tuple[int, int]]:
    """Who comes into which group: shuffled, then each into the smallest group that has room, the earlier group first among equals.

    Args:
        people: those who are in no group yet.
        sizes: how many each group has already, in the order of the groups.
        limits: how many each holds at most, None for any number.
        seed: written into the journal beside the result.

    Whoever finds no room is not in the answer.
    """
    order, now = sorted(people), dict(sizes)
    Random(seed).shuffle(order)  # noqa: S311 - not a secret: the same seed must give the same lot to whoever draws it again
    dealt = []
    for person in order:
        limit = {group: limits.get(group) for group in now}
        open_ones = [group for group in now if limit[group] is None or now[group] < (limit[group] or 0)]
        if not open_ones:
            break
        group = min(open_ones, key=lambda key: now[key])
        now[group] += 1
        dealt.append((person, group))
    return dealt


def role_for(taken: Sequence[str], roles: Sequence[str]) -> str:
    """The first role of the list that nobody in the group has; empty when all are given."""
    return next((role for role in roles if role not in taken), "")
