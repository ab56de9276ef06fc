"""Who would be supported: against the definition."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.scenarios.choice import Candidate, Reason, Terms, choose, moved

STEPS = ((Decimal(500), Decimal(60)), (None, Decimal(70)))
candidates = st.lists(
    st.tuples(st.sampled_from(["social", "sport"]), st.integers(1, 1000), st.integers(0, 100), st.booleans()),
    max_size=12,
)


def row(pk: int, area: str, asked: int, score: int, is_stopped: bool = False) -> Candidate:
    return Candidate(pk, area, Decimal(asked), Decimal(score), is_stopped)


def test_each_has_the_reason_and_the_number_that_decided() -> None:
    rows = [
        row(1, "social", 400, 90), row(2, "sport", 800, 80), row(3, "sport", 100, 79), row(4, "social", 900, 78, True), row(5, "social", 600, 69),
        row(6, "social", 200, 68), row(7, "social", 100, 61),
    ]  # fmt: skip
    stopping = choose(rows, Terms(STEPS, Decimal(1300), {"sport": 1}, goes_on=False))
    assert [(line.candidate.pk, line.reason) for line in stopping.lines] == [
        (1, Reason.TAKEN), (2, Reason.TAKEN), (3, Reason.QUOTA), (4, Reason.STOPPED), (5, Reason.BELOW), (6, Reason.BUDGET), (7, Reason.AFTER),
    ]  # fmt: skip
    assert (stopping.taken, stopping.spent, stopping.left) == ([1, 2], Decimal(1200), Decimal(100))
    assert [line.words.replace("\N{NO-BREAK SPACE}", " ") for line in stopping.lines] == [
        "проходит", "проходит", "квота направления занята: 1", "стоп-критерий", "ниже проходного балла 70,00", "денег не хватает: осталось 100 ₽",
        "после того, кому денег не хватило",
    ]  # fmt: skip
    going_on = choose(rows, Terms(STEPS, Decimal(1300), {"sport": 1}))
    assert (going_on.taken, going_on.left) == ([1, 2, 7], Decimal(0))
    assert moved(stopping.taken, going_on.taken) == ([], [7])
    assert choose(rows, Terms(STEPS)).left is None


@settings(max_examples=150, deadline=None)
@given(candidates, st.integers(0, 3000), st.integers(0, 4), st.booleans())
def test_no_term_is_ever_broken_and_nobody_is_passed_over_without_one(given_rows, budget, quota, goes_on) -> None:
    rows = [row(pk, *facts) for pk, facts in enumerate(given_rows)]
    terms = Terms(STEPS, Decimal(budget), {"sport": quota}, goes_on)
    choice = choose(rows, terms)
    taken = [line.candidate for line in choice.lines if line.is_taken]
    assert choice.spent == sum(one.asked for one in taken) <= budget and choice.left == budget - choice.spent
    assert sum(one.area == "sport" for one in taken) <= quota
    assert all(one.score >= terms.pass_score(one.asked) and not one.is_stopped for one in taken)
    spent, sport, is_over = Decimal(0), 0, False
    for line in choice.lines:
        one = line.candidate
        fits = (
            one.score >= terms.pass_score(one.asked)
            and not one.is_stopped
            and not (one.area == "sport" and sport >= quota)
        )
        affords = spent + one.asked <= budget
        assert line.is_taken == (fits and affords and not is_over)
        is_over = is_over or (fits and not affords and not goes_on)
        spent, sport = spent + one.asked * line.is_taken, sport + (line.is_taken and one.area == "sport")
