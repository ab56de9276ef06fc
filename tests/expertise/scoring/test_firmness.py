"""How firm a result is and where points were lost: against the definition, and for whoever may know it."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from expertise.models import Expertise
from expertise.scoring.firmness import firmness
from expertise.scoring.formula import weigh
from expertise.scoring.sheets import Mark, Outcome, Sheet, Track
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored, signed
from tests.expertise.conftest import City
from tests.expertise.scoring.test_formula import RULES, weighed
from tests.expertise.scoring.test_take_back import as_person, words
from tests.story import make_person

WEIGHTS = [Decimal(5), Decimal(3), Decimal(2)]
marks = st.lists(st.integers(0, 10), min_size=3, max_size=3)
groups = st.tuples(st.lists(marks, min_size=1, max_size=6), st.lists(marks, min_size=1, max_size=5))


def sheets_of(ours: list[list[int]], theirs: list[list[int]]) -> list[Sheet]:
    tracks = [(Track.PROFESSIONAL, values) for values in ours] + [(Track.PUBLIC, values) for values in theirs]
    return [
        Sheet(f"Эксперт № {n}", track, tuple(Mark(i, f"К{i}", WEIGHTS[i], value) for i, value in enumerate(values)))
        for n, (track, values) in enumerate(tracks, 1)
    ]


def told(professional: list[str], public: list[str]) -> list[tuple[str, str, Outcome, bool]]:
    shown = firmness(weighed(professional, public), RULES).variants
    return [(variant.title, str(variant.score), variant.outcome, variant.is_same) for variant in shown]


def test_a_result_that_hangs_on_one_sheet_says_so() -> None:
    recommend, rework, reject = Outcome.RECOMMEND, Outcome.REWORK, Outcome.REJECT
    assert told(["50", "71", "72"], ["50", "54", "58"]) == [
        ("Среднее всех итогов", "60.20", recommend, True),
        ("Медиана итогов", "64.20", recommend, True),
        ("Без листа: Эксперт", "64.50", recommend, True),
        ("Без листа: Эксперт", "58.20", rework, False),
        ("Без листа: Эксперт", "57.90", rework, False),
        ("Без листа: Эксперт", "65.30", recommend, True),
        ("Без листа: Эксперт", "64.50", recommend, True),
        ("Без листа: Эксперт", "63.70", recommend, True),
    ]
    assert [title for title, *_ in told(["20"], ["20", "20"])] == [
        "Среднее всех итогов", "Медиана итогов", "Без листа: Эксперт", "Без листа: Эксперт",
    ]  # fmt: skip
    assert all(outcome == reject and same for *_, outcome, same in told(["20"], ["20", "20"]))
    assert "Без крайних итогов" in [title for title, *_ in told(["20"] * 4, ["30"] * 4)]


@settings(max_examples=150, deadline=None)
@given(groups)
def test_losses_are_what_is_missing_to_a_hundred_and_a_raise_of_one_criterion_reaches_the_threshold(rows) -> None:
    result = weigh(sheets_of(*rows), RULES)
    shown = firmness(result, RULES)
    assert abs(sum(loss.lost for loss in shown.losses) - (100 - result.score)) <= Decimal("0.05")  # each is rounded
    assert [loss.lost for loss in shown.losses] == sorted((loss.lost for loss in shown.losses), reverse=True)
    assert shown.gap == max(Decimal(0), RULES.threshold - result.score)
    for loss in shown.losses:
        part = RULES.professional_weight if loss.track.startswith("проф") else RULES.public_weight
        worth = Fraction(part) * Fraction(WEIGHTS[int(loss.title[1:])])
        if loss.raise_by is None:
            assert not shown.gap or worth * Fraction(loss.lost) / worth < Fraction(shown.gap) + worth / 10 + Fraction(
                1, 100
            )
        else:
            assert worth * (Fraction(loss.raise_by) - Fraction(1, 10)) < shown.gap <= worth * Fraction(loss.raise_by)
            assert Fraction(loss.raise_by) * worth <= Fraction(loss.lost) + Fraction(1, 100)


@settings(max_examples=60, deadline=None)
@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_the_sheets_changes_nothing(rows, random) -> None:
    sheets = sheets_of(*rows)
    mixed = random.sample(sheets, len(sheets))
    first, second = (firmness(weigh(order, RULES), RULES) for order in (sheets, mixed))
    assert sorted(map(repr, first.variants)) == sorted(map(repr, second.variants))
    assert first.gap == second.gap and sum(row.lost for row in first.losses) == sum(row.lost for row in second.losses)


def test_a_threshold_that_is_reached_leaves_nothing_to_raise() -> None:
    result = weigh(sheets_of([[8, 8, 8]], [[8, 8, 8]]), replace(RULES, threshold=Decimal(80)))
    assert {row.raise_by for row in firmness(result, replace(RULES, threshold=Decimal(80))).losses} == {None}


def approved(city: City) -> Expertise:
    """An expertise whose conclusion waits for its signatures."""
    expertise = scored(city)
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading.expert.person
    city.do(expertise, "approve", by=leading, verdict="approve")
    return expertise


def published(city: City) -> Expertise:
    """An expertise whose conclusion everybody reads."""
    expertise = approved(city)
    signed(expertise)
    return Expertise.objects.get(pk=expertise.pk)


def test_a_correction_for_strictness_is_shown_beside_and_changes_nothing() -> None:
    result = weighed(["50", "71"], ["60", "60"])
    assert not [row for row in firmness(result, RULES).variants if row.title.startswith("С поправкой")]
    shown = firmness(result, RULES, {"Эксперт": Decimal(10)}, 12).variants
    (row,) = (row for row in shown if row.title.startswith("С поправкой"))
    assert row.title.endswith("(листов за ней: 12)")
    assert (row.score, row.outcome, row.is_same) == (result.score - 10, Outcome.REWORK, False)
    low = firmness(weighed(["4", "4"], ["4", "4"]), RULES, {"Эксперт": Decimal(10)}).variants
    assert [row.score for row in low if row.title.startswith("С поправкой")] == [Decimal(0)]


def test_the_applicant_learns_where_points_were_lost_when_the_conclusion_is_out_and_never_by_sheets(city: City) -> None:
    expertise = approved(city)
    page, desk = expertise.get_absolute_url(), as_person(city.coordinator)
    assert "Насколько твёрд результат" in words(desk.get(f"/expertise/{expertise.pk}/matrix/"))
    assert "Где потеряны баллы" not in words(as_person(city.head).get(page)), "not before the conclusion is out"
    signed(expertise)
    text = words(as_person(city.head).get(page))
    assert "Где потеряны баллы" in text and "Без листа" not in text
    assert "Где потеряны баллы" not in words(as_person(make_person()).get(page))
