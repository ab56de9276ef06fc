"""The arithmetic of a survey: weights of strata, the effective number of answers, the margin of a share (programme 8.6, «Расчёт»). Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

Z = 1.96  # of the law: 95 answers of a hundred
Stratum = tuple[str, str]


def weights(
    strata: Sequence[Stratum], population: Mapping[Stratum, int], least: float, most: float
) -> list[float]:  # fmt: skip
    """The weight of each answer by its stratum (district × age): its share of the people over its share of the answers, within limits.

    An answer without a district or an age, or of a stratum of which the number of people is not known, weighs 1.
    """
    answered = Counter(stratum for stratum in strata if all(stratum) and population.get(stratum))
    people, answers = sum(population[stratum] for stratum in answered), sum(answered.values())
    if not people:
        return [1.0] * len(strata)
    of = {
        stratum: min(max(population[stratum] / people / (number / answers), least), most) for stratum, number in answered.items()
    }  # fmt: skip
    return [of.get(stratum, 1.0) for stratum in strata]


def effective(given: Iterable[float]) -> float:
    """(Σw)²/Σw²: as many equal answers would be as exact; 0 of none."""
    total = squares = 0.0
    for weight in given:
        total, squares = total + weight, squares + weight * weight
    return total * total / squares if squares else 0.0


def margin(share: float, number: float) -> float:
    """1,96·√(p(1−p)/n_эфф)."""
    return Z * sqrt(share * (1 - share) / number) if number else 0.0


def interval(share: float, number: float) -> tuple[int, int, int]:
    """The share and the ends of its interval, in tenths of a percent, within 0 and 100 %."""
    around = margin(share, number)
    low, high = max(share - around, 0.0), min(share + around, 1.0)
    return round(share * 1000), round(low * 1000), round(high * 1000)


def mean(values: Sequence[float], given: Sequence[float]) -> tuple[float, float]:
    """The weighted mean and its margin, by the same rule."""
    total, number = sum(given), effective(given)
    middle = sum(value * weight for value, weight in zip(values, given, strict=True)) / total
    spread = sum(weight * (value - middle) ** 2 for value, weight in zip(values, given, strict=True)) / total
    return middle, Z * sqrt(spread / number)


def median(values: Iterable[float]) -> float:
    """The middle one, or between the two middle ones."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def are_apart(earlier: tuple[int, int], later: tuple[int, int]) -> bool:
    """«Изменилось»: the intervals do not meet."""
    return earlier[1] < later[0] or later[1] < earlier[0]
