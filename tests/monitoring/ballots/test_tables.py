"""The arithmetic of a survey, worked by hand; and that nobody can be singled out of what is published, not even by subtracting."""

from collections import Counter
from typing import Any

import pytest

from monitoring.ballots.comparing import changes
from monitoring.ballots.dataset import rows
from monitoring.ballots.tables import Axis, Given, Limits, tables
from monitoring.ballots.weighing import are_apart, effective, interval, mean, median, weights

LIMITS = Limits(shown_from=30, smallest_cell=5, weight_min=30, weight_max=300)
FORM: list[dict[str, Any]] = [
    {"code": "q1", "kind": "single", "text": "Как?", "low": "", "high": "", "options": [{"code": str(n), "label": f"ответ {n}"} for n in (1, 2, 3)]},
    {"code": "q2", "kind": "scale", "text": "Доверие?", "low": "нет", "high": "да", "options": []},
    {"code": "q3", "kind": "number", "text": "Минут?", "low": "", "high": "", "options": []},
    {"code": "q4", "kind": "text", "text": "Что?", "low": "", "high": "", "options": []},
]  # fmt: skip
AXES = [
    Axis("sex", "По полу", {"f": "женский", "m": "мужской"}),
    Axis("district", "По районам", {"a": "А", "b": "Б", "c": "В"}),
]


def given(
    single: Any, district: str = "a", sex: str = "f", scale: Any = "4", number: Any = None, code: str = ""
) -> Given:
    text = "слова" if code else None
    return Given(
        district, "18", sex, {"q1": single, "q2": scale, "q3": number, "q4": text}, {"q4": code} if code else {}
    )


def test_weights_effective_number_margin_and_mean_by_hand():
    strata = [("a", "18")] * 3 + [("b", "18")] * 1 + [("", "18")]
    # Half of the people live in each stratum: 0,5/0,75 = 2/3 and 0,5/0,25 = 2; without a district 1.
    assert weights(strata, {("a", "18"): 100, ("b", "18"): 100, ("c", "18"): 7}, 0.3, 3) == pytest.approx(
        [2 / 3] * 3 + [2, 1]
    )
    assert weights(strata, {("a", "18"): 1, ("b", "18"): 99}, 0.3, 3) == pytest.approx(
        [0.3] * 3 + [3, 1]
    )  # 0,013 and 3,96 are cut
    assert weights(strata, {}, 0.3, 3) == [1] * 5
    assert (
        effective([1] * 40) == pytest.approx(40)
        and effective([2, 1, 1]) == pytest.approx(16 / 6)
        and effective([]) == 0
    )
    assert interval(0.5, 100) == (500, 402, 598)  # 1,96·√(0,25/100) = 9,8 %
    assert interval(0.02, 30) == (20, 0, 70) and interval(1.0, 30) == (1000, 1000, 1000)
    assert mean([1, 5], [3, 1]) == pytest.approx((2, 1.96 * (3 / 1.6) ** 0.5 * 1.0), abs=0.05)
    assert (median([3, 1, 2]), median([4, 1])) == (2, 2.5)
    assert are_apart((100, 200), (201, 300)) and not are_apart((100, 200), (200, 300))


def test_below_thirty_there_is_a_number_only_and_rare_answers_are_merged():
    assert tables(FORM, [given("1")] * 29, AXES, {}, LIMITS)["questions"] == []
    counted = tables(FORM, [given("1")] * 20 + [given("2")] * 9 + [given("3")] * 3, AXES, {}, LIMITS)
    assert [(row["label"], row["n"]) for row in counted["questions"][0]["rows"]] == [
        ("ответ 1", 20), ("Затрудняюсь ответить", 0), ("Редкие ответы вместе: ответ 2, ответ 3", 12),
    ]  # fmt: skip
    assert counted["questions"][2]["number"] is None
    timed = tables(FORM, [given("1", number=f"{n}.50") for n in range(30)], AXES, {}, LIMITS)["questions"]
    assert (timed[2]["number"]["mean"], timed[2]["number"]["median"], timed[1]["number"]["mean"]) == (1500, 1500, 400)
    coded = tables(FORM, [given("1", code="дворы")] * 20 + [given("1")] * 20, AXES, {}, LIMITS)["questions"][3]
    assert [(row["label"], row["n"]) for row in coded["rows"]] == [("дворы", 20), ("Не ответили", 20)]
    rare = tables(FORM, [given("1", code="дворы")] * 3 + [given("1")] * 37, AXES, {}, LIMITS)["questions"][3]
    assert rare["rows"] == [] and rare["groups"] == []  # all in one line would say nothing


def test_no_cell_is_of_fewer_than_five_nor_found_by_subtracting():
    """Forty women and three men: the men are with nobody; of three districts the small one is merged."""
    people = (
        [given("1", "a")] * 33
        + [given("2", "b")] * 20
        + [given("1", "b")] * 14
        + [given("3", "c", "m")] * 3
        + [given("2", "a")] * 6
    )
    question = tables(FORM, people, AXES, {}, LIMITS)["questions"][0]
    assert [axis["title"] for axis in question["groups"]] == ["По районам"]
    districts = question["groups"][0]["rows"]
    assert Counter({row["label"]: row["n"] for row in districts}) == {"А": 39, "Остальные вместе": 37}
    for group in districts:
        assert all(row["n"] >= 5 for row in group["rows"])
    assert len({tuple(row["code"] for row in group["rows"]) for group in districts}) == 1  # the same rows in all groups
    everybody = {"n": 76, "questions": [question]}
    assert all(line[5] == 0 or line[5] >= 5 for line in rows(everybody))


def test_waves_are_compared_where_the_words_are_the_same():
    first = tables(FORM, [given("1")] * 40 + [given("2")] * 40, AXES, {}, LIMITS)
    second = tables(FORM, [given("1")] * 70 + [given("2")] * 10, AXES, {}, LIMITS)
    moved = {row.label: (row.before, row.after, row.way) for row in changes(first, second)["q1"]}
    assert (
        moved["ответ 1"] == (500, 875, 1)
        and moved["ответ 2"] == (500, 125, -1)
        and moved["Затрудняюсь ответить"][2] == 0
    )
    other = {**second, "questions": [{**second["questions"][0], "text": "Иначе?"}]}
    assert changes(first, other) == {}
