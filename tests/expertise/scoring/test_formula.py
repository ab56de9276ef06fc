"""The formula of регламент 3.2 against tables, and against an independent implementation in fractions."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.scoring.formula import Rules, professional_mean, weigh
from expertise.scoring.sheets import Mark, Outcome, Sheet, Track

RULES = Rules(
    professional_weight=Decimal("0.6"), public_weight=Decimal("0.4"), deviation=Decimal(20), public_deviation=Decimal(30), criterion_deviation=6,
    threshold=Decimal(60), rework_from=Decimal(50), blocking_zeroes=2,
)  # fmt: skip


def sheet(track: Track, total: str, name: str = "Эксперт") -> Sheet:
    """A sheet with a given total: one criterion of weight total/10, scored 10."""
    return Sheet(name, track, (Mark(1, "Критерий", Decimal(total) / 10, 10),))


def weighed(professional: list[str], public: list[str], rules: Rules = RULES):
    """The result for these totals."""
    return weigh(
        [sheet(Track.PROFESSIONAL, one) for one in professional] + [sheet(Track.PUBLIC, one) for one in public], rules
    )


@pytest.mark.parametrize(
    ("totals", "mean"),
    [
        (["50", "71"], "60.50"),
        (["50", "71", "70"], "70.50"),
        (["50", "51", "71"], "50.50"),
        (["50", "60", "70"], "60.00"),
        (["70", "70", "70"], "70.00"),
        (["40", "55", "56", "90"], "55.50"),
        (["0", "50", "60", "61", "100"], "60.50"),
        (["64.25"], "64.25"),
    ],
)
def test_professional_mean_follows_the_closer_pair(totals: list[str], mean: str) -> None:
    assert professional_mean([Decimal(one) for one in totals]).shown == Decimal(mean)


@pytest.mark.parametrize(("difference", "asks"), [("20.00", False), ("20.01", True), ("20.25", True), ("19.75", False)])
def test_third_expert_is_asked_only_above_twenty(difference: str, asks: bool) -> None:
    other = str(Decimal(50) + Decimal(difference))
    assert weighed(["50", other], ["60", "60"]).needs_additional is asks
    assert not weighed(["50", other, "60"], ["60", "60"]).needs_additional


@pytest.mark.parametrize(
    ("professional", "public", "score", "outcome"),
    [
        (["60", "60"], ["60", "60"], "60.00", Outcome.RECOMMEND),
        (["59.99", "59.99"], ["60", "60"], "59.99", Outcome.REWORK),
        (["50", "50"], ["50", "50"], "50.00", Outcome.REWORK),
        (["50", "49.98"], ["50", "50"], "49.99", Outcome.REJECT),
        (["100", "100"], ["0", "0"], "60.00", Outcome.RECOMMEND),
        # thirds: 0,2·(60,25 + 65,25 + 70,25) + 0,4·60,0625 = 63,175: half up on the exact value, not on a rounded third
        (["60.25", "65.25", "70.25"], ["60", "60.125"], "63.18", Outcome.RECOMMEND),
    ],
)
def test_score_threshold_and_outcome(professional: list[str], public: list[str], score: str, outcome: Outcome) -> None:
    result = weighed(professional, public)
    assert (result.score, result.outcome) == (Decimal(score), outcome)


def test_two_zeroes_of_one_stop_criterion_reject_whatever_the_score() -> None:
    def marks(track: Track, blocking: int) -> Sheet:
        return Sheet("Эксперт", track, (Mark(1, "Стоп", Decimal(1), blocking, True), Mark(2, "Прочее", Decimal(9), 10)))

    one = [marks(Track.PROFESSIONAL, 0), marks(Track.PROFESSIONAL, 5), marks(Track.PUBLIC, 5), marks(Track.PUBLIC, 5)]
    two = [marks(Track.PROFESSIONAL, 0), marks(Track.PROFESSIONAL, 0), *one[2:]]
    assert weigh(one, RULES).outcome == Outcome.RECOMMEND
    assert (weigh(two, RULES).outcome, weigh(two, RULES).stopped_by) == (Outcome.REJECT, ("Стоп",))


def test_difference_of_six_on_a_criterion_is_on_the_map_and_wide_public_range_is_noted() -> None:
    def marks(track: Track, value: int) -> Sheet:
        return Sheet("Эксперт", track, (Mark(1, "Логика", Decimal(10), value),))

    result = weigh(
        [marks(Track.PROFESSIONAL, 2), marks(Track.PROFESSIONAL, 8), marks(Track.PUBLIC, 4), marks(Track.PUBLIC, 8)],
        RULES,
    )
    assert [(found.title, found.low, found.high) for found in result.discrepancies] == [("Логика", 2, 8)]
    assert (result.public_range, result.is_public_range_wide) == (Decimal(40), True)


WEIGHTS = [Decimal(one) for one in ("1.5", "1.5", "1", "1.5", "1", "1", "0.5", "0.75", "0.75", "0.5")]
SCORES = st.lists(st.integers(0, 10), min_size=10, max_size=10)


@settings(max_examples=300, deadline=None)
@given(professional=st.lists(SCORES, min_size=1, max_size=6), public=st.lists(SCORES, min_size=1, max_size=5))
def test_weigh_equals_an_independent_reckoning_in_fractions(
    professional: list[list[int]], public: list[list[int]]
) -> None:
    sheets = [
        Sheet(
            "Эксперт",
            track,
            tuple(Mark(n, str(n), weight, value) for n, (weight, value) in enumerate(zip(WEIGHTS, row, strict=True))),
        )
        for track, rows in ((Track.PROFESSIONAL, professional), (Track.PUBLIC, public))
        for row in rows
    ]
    assert weigh(sheets, RULES).score == _by_hand(professional, public)


def _by_hand(professional: list[list[int]], public: list[list[int]]) -> Decimal:
    """The same in whole quarters of a point and fractions, written without looking at the formula's module."""
    quarters = [6, 6, 4, 6, 4, 4, 2, 3, 3, 2]
    p = sorted(Fraction(sum(w * v for w, v in zip(quarters, row, strict=True)), 4) for row in professional)
    while len(p) > 3:
        p = p[1:-1]
    if len(p) == 3:
        low, high = p[1] - p[0], p[2] - p[1]
        p = p if low == high else p[:2] if low < high else p[1:]
    o = [Fraction(sum(w * v for w, v in zip(quarters, row, strict=True)), 4) for row in public]
    exact = Fraction(6, 10) * sum(p) / len(p) + Fraction(4, 10) * sum(o) / len(o)
    cents, rest = divmod(exact * 100, 1)
    return (Decimal(int(cents) + (rest >= Fraction(1, 2))) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
