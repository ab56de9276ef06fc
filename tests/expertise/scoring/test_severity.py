"""The leaning of experts: properties of the model, and the record of service for whoever may read it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.scoring.severity import LEAST, PRIOR, leanings
from tests.expertise.conftest import City
from tests.expertise.scoring.test_firmness import published
from tests.expertise.scoring.test_take_back import as_person, words
from tests.story import make_person

worths = st.lists(st.integers(20, 80), min_size=LEAST, max_size=12)
leans = st.lists(st.integers(-15, 15), min_size=2, max_size=6)


def sheets_of(worths: list[int], leans: list[int]) -> list[tuple[int, int, Decimal]]:
    """Everybody has assessed everything, without chance."""
    return [
        (thing, expert, Decimal(worth + lean))
        for thing, worth in enumerate(worths)
        for expert, lean in enumerate(leans)
    ]


@settings(max_examples=80, deadline=None)
@given(worths, leans)
def test_without_chance_each_leaning_is_the_true_one_drawn_towards_zero(worths, leans) -> None:
    leaning = leanings(sheets_of(worths, leans))
    n, mean = len(worths), Decimal(sum(leans)) / len(leans)
    for expert, lean in enumerate(leans):
        assert abs(leaning[expert].points - (lean - mean) * n / (n + PRIOR)) <= Decimal("0.01")
        assert leaning[expert].sheets == n and leaning[expert].is_known
    assert abs(sum(row.points for row in leaning.values())) <= Decimal("0.01") * len(leans)


@settings(max_examples=80, deadline=None)
@given(worths, leans, st.integers(-10, 10), st.randoms(use_true_random=False))
def test_names_order_and_the_worth_of_all_change_nothing(worths, leans, shift, random) -> None:
    rows = sheets_of(worths, leans)
    mixed = [(thing, f"эксперт {expert}", total + shift) for thing, expert, total in random.sample(rows, len(rows))]
    plain, other = leanings(rows), leanings(mixed)
    assert {expert: row.points for expert, row in plain.items()} == {
        expert: other[f"эксперт {expert}"].points for expert in plain
    }


@settings(max_examples=80, deadline=None)
@given(worths, leans, st.integers(1, 12))
def test_a_shift_of_one_expert_moves_only_their_leaning_up_and_the_corrected_order_stays(worths, leans, shift) -> None:
    rows = sheets_of(worths, leans)
    moved = [(thing, expert, total + (shift if expert == 0 else 0)) for thing, expert, total in rows]
    before, after = leanings(rows), leanings(moved)
    assert after[0].points > before[0].points
    assert all(after[expert].points <= before[expert].points for expert in before if expert)

    def order(given, known) -> list[int]:
        sums = {
            thing: sum(total - known[expert].points for t, expert, total in given if t == thing) for thing, *_ in given
        }
        return sorted(sums, key=lambda thing: (-round(sums[thing], 6), thing))

    assert order(rows, before) == order(moved, after)


def test_whoever_assessed_alone_or_little_is_not_spoken_of() -> None:
    assert leanings([("a", 1, Decimal(50))]) == {}
    few = leanings([(thing, expert, Decimal(50 + expert)) for thing in range(LEAST - 1) for expert in (0, 9)])
    assert [row.is_known for row in few.values()] == [False, False]
    assert leanings([]) == {}


def test_the_record_of_service_is_read_by_the_expert_and_the_coordinator_alone(city: City) -> None:
    expertise = published(city)
    expert = expertise.assignments.counted().first().expert
    page = f"/experts/{expert.pk}/"
    assert "Принято листов 1 Возвращены" in words(as_person(expert.person).get("/expert/"))
    assert "судить рано: листов опубликованных экспертиз рядом с чужими — 1, нужно 5" in words(
        as_person(city.coordinator).get(page)
    )
    assert "Строгость" not in words(as_person(make_person("auditor")).get(page))
    assert as_person(make_person()).get(page).status_code == 404
