"""Places under other reckonings: against the definition, whatever the order of the input."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.ranking import steadiness
from expertise.ranking.cases import Case, in_order, ties
from expertise.ranking.steadiness import LEFT_OUT, Span, spans
from expertise.scoring import reckonings
from expertise.scoring.sheets import Outcome, Track
from tests.expertise.scoring.test_formula import RULES

START = datetime(2026, 1, 12, tzinfo=UTC)
totals = st.lists(st.integers(0, 100), min_size=1, max_size=4)
worlds = st.lists(st.tuples(totals, totals, st.integers(0, 10)), min_size=1, max_size=6)


def case(pk: int, professional: list[int], public: list[int], heaviest: int = 5) -> Case:
    """Experts 1, 2, … are professional, 11, 12, … public; the same people everywhere."""
    given = {
        Track.PROFESSIONAL: [(n, Decimal(total)) for n, total in enumerate(professional, 1)],
        Track.PUBLIC: [(n, Decimal(total)) for n, total in enumerate(public, 11)],
    }
    made = Case(
        pk, f"ПОЭ-{pk}", f"Проект {pk}", "/", "social", Decimal(100), Decimal(0), Outcome.RECOMMEND, False, RULES, given,
        (1, "Польза", Decimal(heaviest)), START + timedelta(days=pk),
    )  # fmt: skip
    return replace(made, score=reckonings.by_regulation(made.values(), RULES))


def test_a_place_that_hangs_on_the_way_of_counting_says_which_way() -> None:
    cases = [case(1, [50, 71, 72], [60, 60]), case(2, [66, 66, 66], [60, 60]), case(3, [20, 20], [20])]
    standing = in_order(cases)
    assert [row.pk for row in standing] == [1, 2, 3]
    shown = spans([row.pk for row in standing], steadiness.other_orders(standing))
    assert shown == {
        1: Span(1, 1, 2, ("Среднее всех итогов", LEFT_OUT)),
        2: Span(2, 1, 2, ("Среднее всех итогов", LEFT_OUT)),
        3: Span(3, 3, 3, ()),
    }
    assert [row.words for row in shown.values()] == ["1–2", "1–2", "3"]


@settings(max_examples=60, deadline=None)
@given(worlds, st.randoms(use_true_random=False))
def test_every_order_is_of_the_same_projects_and_the_input_order_changes_nothing(world, random) -> None:
    cases = [case(pk, *row) for pk, row in enumerate(world, 1)]
    standing = in_order(cases)
    assert standing == in_order(random.sample(cases, len(cases)))
    others = list(steadiness.other_orders(standing))
    assert others and all(sorted(order) == sorted(row.pk for row in cases) for _, order in others)
    shown = spans([row.pk for row in standing], others)
    for n, row in enumerate(standing, 1):
        places = [n, *(order.index(row.pk) + 1 for _, order in others)]
        assert (shown[row.pk].place, shown[row.pk].best, shown[row.pk].worst) == (n, min(places), max(places))
    intervals = steadiness.intervals(standing, "зерно")
    assert intervals == steadiness.intervals(standing, "зерно")
    assert all(1 <= low <= high <= len(cases) for low, high in intervals.values())


def test_groups_of_one_mind_leave_nothing_to_the_lot() -> None:
    cases = [case(1, [80, 80], [80, 80]), case(2, [60, 60], [60]), case(3, [40], [40])]
    assert steadiness.intervals(cases, "зерно") == {1: (1, 1), 2: (2, 2), 3: (3, 3)}


def test_a_correction_is_shown_only_where_enough_is_known_of_everybody() -> None:
    few = [case(pk, [50 + pk, 60 + pk], [50, 40]) for pk in range(1, 5)]
    assert dict(steadiness.calibrated(few)) == {}
    known = dict(steadiness.calibrated([*few, case(5, [70, 80], [50, 40])]))
    assert list(known) == [steadiness.CALIBRATED]
    # a constant given by one expert to everything leaves the order, and the mean of the two, as it was
    assert all(
        abs(score - case_.score) <= Decimal("0.01")
        for case_, score in zip(few, known[steadiness.CALIBRATED].values(), strict=False)
    )


def test_equal_scores_are_separated_in_words() -> None:
    same = [case(1, [70, 70], [70]), case(2, [70, 70], [70], heaviest=8), case(3, [70, 70], [70])]
    standing = in_order(same)
    assert [row.pk for row in standing] == [2, 1, 3]
    assert list(ties(standing)) == [
        "№ ПОЭ-2 и № ПОЭ-1 набрали поровну, 70,00. Выше № ПОЭ-2: выше средняя оценка по первому по весу критерию «Польза» — 8,00 против 5,00.",
        "№ ПОЭ-1 и № ПОЭ-3 набрали поровну, 70,00. Выше № ПОЭ-1: экспертиза запрошена раньше.",
    ]
