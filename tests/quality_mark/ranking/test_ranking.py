"""The ranking of a nomination against tables, and its properties."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quality_mark.ranking import inputs, places
from quality_mark.ranking import levels as ranking_levels
from quality_mark.ranking.inputs import Entry, Mean, Rules
from quality_mark.ranking.places import rank, replay

RULES = Rules(Decimal(80), Decimal(70), Decimal(60), quota=3, single_entry=Decimal(85), entries_min=2)
MORNING = datetime.fromisoformat("2026-09-07T10:00:00+07:00")


def means(heaviest: str) -> tuple[Mean, ...]:
    return (
        Mean(1, "Партнёрство", Decimal(1), Decimal(9)),
        Mean(2, "Качество результата", Decimal(2), Decimal(heaviest)),
    )


def entry(pk: int, score: str, heaviest: str = "8", **facts) -> Entry:
    given = {"registered_at": MORNING + timedelta(hours=pk), "visit": 2, "visit_words": "подтверждено"}
    return Entry(pk, f"З-2026-{pk:05d}", f"Заявка {pk}", Decimal(score), means=means(heaviest), **{**given, **facts})


def levels(found: places.Ranking) -> list[tuple[int, str]]:
    return [(place.pk, place.level) for place in found.places]


def test_thresholds_give_levels_and_the_quota_gives_the_rest_a_diploma():
    entries = [
        entry(n, score) for n, score in enumerate(["80.00", "79.99", "95", "70", "69.99", "60", "59.99", "88", "81"], 1)
    ]
    assert levels(rank(entries, RULES)) == [
        (3, "mark"), (8, "mark"), (9, "mark"), (1, "diploma_1"), (2, "diploma_1"), (4, "diploma_1"), (5, "diploma_2"),
        (6, "diploma_2"), (7, "participant"),
    ]  # fmt: skip


def test_words_say_why_each_got_what_it_got():
    found = rank([entry(1, "90"), entry(2, "85"), entry(3, "84"), entry(4, "83"), entry(5, "65")], RULES)
    assert [place.words for place in found.places] == [
        "Не ниже 80, место 1 из 3 по квоте.",
        "Не ниже 80, место 2 из 3 по квоте.",
        "Не ниже 80, место 3 из 3 по квоте.",
        "Не ниже 80, но квота номинации (3) исчерпана заявками выше.",
        "Не ниже 60 и ниже 70.",
    ]
    assert found.words == ("Допущено заявок: 5.",)


SINGLE = [("85.00", "mark", True), ("84.99", "diploma_1", False), ("84", "diploma_1", False)]


@pytest.mark.parametrize(("score", "level", "needs"), SINGLE)
def test_a_single_entry_needs_eighty_five_and_two_thirds_of_the_jury(score, level, needs):
    found = rank([entry(1, score)], RULES)
    assert [(place.level, place.needs_qualified) for place in found.places] == [(level, needs)]
    assert found.held is False
    assert "номинация не состоялась" in found.words[1]


def test_who_was_disqualified_after_admission_was_still_admitted():
    found = rank([entry(1, "81"), entry(2, "0", out="дисквалифицирована")], RULES)
    assert levels(found) == [(1, "mark")]
    assert found.words == ("Допущено заявок: 2.", "Заявка № З-2026-00002 места не занимает: дисквалифицирована.")


TIES = [
    ("8.33", {}, "8.67", {}, 2, 1, "по первому по весу критерию «Качество результата» 8,67 против 8,33 (правило 1)."),
    ("8", {"visit": 1, "visit_words": "с замечаниями"}, "8", {}, 2, 2, "итог проверки на месте — «подтверждено» против «с замечаниями» (правило 2)."),
    ("8", {"votes": 7}, "8", {"votes": 6}, 1, 3, "за неё больше голосов горожан — 7 против 6 (правило 3)."),
    ("8", {}, "8", {}, 1, 4, "она зарегистрирована раньше — 07.09.2026 11:00:00, вторая 07.09.2026 12:00:00 (правило 4)."),
    ("8", {"visit": None, "votes": 1}, "8", {"visit": 2}, 1, 3, "за неё больше голосов горожан — 1 против 0 (правило 3). Проверку на месте"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "facts", "other", "others", "higher", "rule", "words"), TIES)
def test_equals_are_told_apart_in_the_order_of_the_regulation(one, facts, other, others, higher, rule, words):
    found = rank([entry(1, "81.25", one, **facts), entry(2, "81.25", other, **others)], RULES)
    assert [place.pk for place in found.places] == [higher, 3 - higher]
    assert [(tie.higher, tie.lower, tie.rule) for tie in found.ties] == [(higher, 3 - higher, rule)]
    assert words in found.ties[0].words
    assert found.ties[0].words.startswith("Заявки № ")
    assert "набрали поровну — 81,25 балла" in found.ties[0].words


def test_the_tie_break_decides_the_last_place_of_the_quota():
    entries = [entry(1, "90"), entry(2, "80", votes=4), entry(3, "80", votes=5)]
    found = rank(entries, replace(RULES, quota=2))
    assert levels(found) == [(1, "mark"), (3, "mark"), (2, "diploma_1")]
    assert [(tie.higher, tie.lower, tie.rule) for tie in found.ties] == [(3, 2, 3)]


def test_different_scores_are_no_tie_however_close():
    assert rank([entry(1, "80.00"), entry(2, "80.01")], RULES).ties == ()


def test_the_fingerprint_covers_everything_and_the_sheet_can_be_recomputed():
    entries = [entry(1, "81.25", votes=3), entry(2, "81.25", votes=3), entry(3, "70", out="отозвана")]
    found = rank(entries, RULES)
    kept = json.loads(json.dumps(found.facts))
    assert replay(kept) == found
    assert replay(kept).fingerprint == found.fingerprint
    changed = [
        rank([replace(entries[0], votes=4), *entries[1:]], RULES), rank(entries, replace(RULES, quota=2)),
        rank([replace(entries[0], means=means("8.01")), *entries[1:]], RULES),
        rank([replace(entries[0], registered_at=entries[0].registered_at + timedelta(microseconds=1)), *entries[1:]], RULES),
    ]  # fmt: skip
    assert len({found.fingerprint, *(one.fingerprint for one in changed)}) == 5


SCORES = st.decimals(min_value=0, max_value=100, places=2)
ENTRIES = st.lists(
    st.builds(
        lambda score, heaviest, visit, votes, minute, out: (score, heaviest, visit, votes, minute, out),
        st.one_of(SCORES, st.sampled_from([Decimal(80), Decimal("79.99"), Decimal(70)])),
        st.sampled_from(["8", "8.33", "9"]), st.sampled_from([None, 0, 1, 2]), st.integers(0, 3), st.integers(0, 2),
        st.sampled_from(["", "", "", "дисквалифицирована"]),
    ),
    max_size=9,
).map(
    lambda rows: [
        entry(pk, str(score), heaviest, visit=visit, votes=votes, registered_at=MORNING + timedelta(minutes=minute), out=out)
        for pk, (score, heaviest, visit, votes, minute, out) in enumerate(rows, 1)
    ]
)  # fmt: skip
QUOTAS = st.integers(1, 4).map(lambda quota: replace(RULES, quota=quota))


@settings(max_examples=300, deadline=None)
@given(ENTRIES, QUOTAS, st.randoms())
def test_the_ranking_is_one_whatever_the_order_of_the_entries(entries, rules, random):
    shuffled = random.sample(entries, len(entries))
    found = rank(entries, rules)
    assert rank(shuffled, rules) == found
    assert rank(shuffled, rules).fingerprint == found.fingerprint
    assert replay(found.facts) == found


@settings(max_examples=300, deadline=None)
@given(ENTRIES, QUOTAS)
def test_places_are_a_total_order_levels_follow_scores_and_marks_keep_to_the_quota(entries, rules):
    found, scores = rank(entries, rules), {one.pk: one.score for one in entries}
    assert sorted(place.pk for place in found.places) == sorted(one.pk for one in entries if not one.out)
    assert [place.position for place in found.places] == list(range(1, len(found.places) + 1))
    ordered = [scores[place.pk] for place in found.places]
    assert ordered == sorted(ordered, reverse=True)
    ranks = [ranking_levels.IN_ORDER.index(place.level) for place in found.places]
    assert ranks == sorted(ranks)
    marks = [place for place in found.places if place.level == "mark"]
    assert len(marks) <= rules.quota
    assert all(scores[place.pk] >= (80 if found.held else 85) for place in marks)
    lost = [place for place in found.places if place.level != "mark" and scores[place.pk] >= 80]
    assert not lost or len(marks) == rules.quota or not found.held
    equal = [(a.pk, b.pk) for a, b in zip(found.places, found.places[1:], strict=False) if scores[a.pk] == scores[b.pk]]
    assert [(tie.higher, tie.lower) for tie in found.ties] == equal


@settings(max_examples=200, deadline=None)
@given(ENTRIES, QUOTAS, st.data())
def test_citizens_votes_move_nobody_past_another_score_or_another_weight(entries, rules, data):
    """Votes are the third tie-break and nothing else: entries that differ by score or by the heaviest criterion keep their order."""
    changed = [replace(one, votes=data.draw(st.integers(0, 50))) for one in entries]
    before, after = rank(entries, rules), rank(changed, rules)
    place = {p.pk: p.position for p in after.places}
    known = {one.pk: (one.score, inputs.heaviest(one).mean) for one in entries}
    order = [p.pk for p in before.places]
    for position, higher in enumerate(order):
        for lower in order[position + 1 :]:
            assert known[higher] == known[lower] or place[higher] < place[lower]
