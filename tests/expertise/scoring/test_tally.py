"""The arithmetic of contest entries (регламент 3.3 «Баллы») against tables, and against an independent reckoning in fractions."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.scoring.sheets import Mark, Sheet, Track
from expertise.scoring.tally import Limits, Tally, reckon

LIMITS = Limits(experts_min=3, range_max=Decimal(25), blocking_zeroes=2)


def sheet(number: int, total: str) -> Sheet:
    """A sheet with a given total: one criterion of weight total/10, scored 10."""
    return Sheet(f"Эксперт № {number}", Track.PROFESSIONAL, (Mark(1, "Критерий", Decimal(total) / 10, 10),))


def reckoned(*totals: str) -> Tally:
    """The reckoning of these totals, in this order."""
    return reckon([sheet(number, total) for number, total in enumerate(totals, 1)], LIMITS)


@pytest.mark.parametrize(
    ("totals", "score", "dropped", "asks"),
    [
        (["70", "75", "80"], "75.00", None, False),
        (["60", "70", "85"], "71.67", None, False),  # a range of exactly 25 is not wide
        (["60", "70", "85.01"], "71.67", None, True),
        (["70", "70", "70.01"], "70.00", None, False),
        (["70", "70", "70.02"], "70.01", None, False),
        (["60", "70", "86", "72"], "67.33", "Эксперт № 3", False),
        (["20", "80", "82", "84"], "82.00", "Эксперт № 1", False),
        (["60", "70", "80", "85"], "73.75", None, False),  # four sheets from the start, close enough: all of them count
        (["40", "60", "70", "90"], "65.00", None, False),  # two are equally far, on both sides
        (["50", "50", "80", "80"], "65.00", None, False),
        (["40", "40", "60", "70"], "46.67", "Эксперт № 4", False),
        (["10", "60", "61", "62", "63"], "61.50", "Эксперт № 1", False),
        (["30", "50", "60", "70", "90"], "60.00", None, False),
    ],
)
def test_score_and_who_is_left_out(totals: list[str], score: str, dropped: str | None, asks: bool) -> None:
    for order in permutations(range(len(totals))):
        sheets = [sheet(number + 1, totals[number]) for number in order]
        result = reckon(sheets, LIMITS)
        assert result.score == Decimal(score)
        assert (result.dropped.expert if result.dropped else None) == dropped
        assert result.needs_another is asks
        assert [one for one in sheets if one is not result.dropped] == list(result.counted)


def test_half_a_hundredth_is_rounded_up() -> None:
    assert reckoned("70", "70", "70", "70.02").score == Decimal("70.01")


def test_too_few_sheets_have_no_score() -> None:
    with pytest.raises(ValueError, match="too few"):
        reckoned("70", "80")


def test_a_zero_is_heard_even_in_the_sheet_left_out_and_means_are_of_the_others() -> None:
    def marks(number: int, stop: int, rest: int) -> Sheet:
        return Sheet(
            f"Эксперт № {number}",
            Track.PROFESSIONAL,
            (Mark(1, "Безопасность", Decimal(1), stop, True), Mark(2, "Прочее", Decimal(9), rest)),
        )

    sheets = [marks(1, 0, 8), marks(2, 7, 7), marks(3, 9, 8), marks(4, 0, 2)]
    result = reckon(sheets, LIMITS)
    assert (result.dropped, result.stops) == (sheets[3], ("Безопасность",))
    assert {pk: mean.quantize(Decimal("0.0001")) for pk, mean in result.means.items()} == {
        1: Decimal("5.3333"),
        2: Decimal("7.6667"),
    }
    assert reckon([marks(1, 0, 8), marks(2, 7, 7), marks(3, 9, 8)], LIMITS).stops == ()


def test_every_step_can_be_checked_with_a_pencil() -> None:
    assert list(reckoned("60", "70", "86", "72.25").steps) == [
        "Эксперт № 1: 6·10 = 60,00",
        "Эксперт № 2: 7·10 = 70,00",
        "Эксперт № 3: 8,6·10 = 86,00",
        "Эксперт № 4: 7,225·10 = 72,25",
        "Размах итогов: 86,00 − 60,00 = 26,00, больше 25",
        "Медиана итогов: 71,125. Удалены от неё: Эксперт № 1 — 11,125; Эксперт № 2 — 1,125; Эксперт № 3 — 14,875; Эксперт № 4 — 1,125",
        "Не учитывается наиболее удалённый лист: Эксперт № 3",
        "Балл заявки: (60,00 + 70,00 + 72,25) / 3 = 67,42 (округлено до сотых, половина — вверх)",
    ]
    assert list(reckoned("70", "75", "80").steps)[3:] == [
        "Размах итогов: 80,00 − 70,00 = 10,00, не больше 25",
        "Балл заявки: (70,00 + 75,00 + 80,00) / 3 = 75,00",
    ]
    assert "Наиболее удалены сразу несколько листов, поэтому учитываются все" in reckoned("40", "60", "70", "90").steps


WEIGHTS = [Decimal(one) for one in ("2", "1.5", "1", "1.5", "1", "1", "1", "0.5", "0.5")]
SCORES = st.lists(st.integers(0, 10), min_size=9, max_size=9)


@settings(max_examples=400, deadline=None)
@given(rows=st.lists(SCORES, min_size=3, max_size=6))
def test_reckoning_equals_an_independent_one_in_fractions(rows: list[list[int]]) -> None:
    sheets = [
        Sheet(
            f"Эксперт № {n}",
            Track.PROFESSIONAL,
            tuple(Mark(k, str(k), weight, value) for k, (weight, value) in enumerate(zip(WEIGHTS, row, strict=True))),
        )
        for n, row in enumerate(rows)
    ]
    result = reckon(sheets, LIMITS)
    score, dropped = _by_hand(rows)
    assert result.score == score
    assert (sheets.index(result.dropped) if result.dropped else None) == dropped
    assert min(one.total for one in result.counted) <= result.score <= max(one.total for one in result.counted)


def _by_hand(rows: list[list[int]]) -> tuple[Decimal, int | None]:
    """The same in whole halves of a point, written without looking at the tally's module."""
    halves = [4, 3, 2, 3, 2, 2, 2, 1, 1]
    totals = [Fraction(sum(w * v for w, v in zip(halves, row, strict=True)), 2) for row in rows]
    ordered, n = sorted(totals), len(totals)
    middle = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    gone = None
    if n > 3 and ordered[-1] - ordered[0] > 25:
        by_distance = sorted(range(n), key=lambda k: -abs(totals[k] - middle))
        if abs(totals[by_distance[0]] - middle) > abs(totals[by_distance[1]] - middle):
            gone = by_distance[0]
    kept = [total for k, total in enumerate(totals) if k != gone]
    cents, rest = divmod(sum(kept) / len(kept) * 100, 1)
    return (Decimal(int(cents) + (rest >= Fraction(1, 2))) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP), gone
