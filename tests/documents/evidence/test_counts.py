"""The verifier and the product count alike whatever they are given: two implementations written apart, compared on any input."""

import json
import os
from dataclasses import fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from committee.voting import counting
from committee.voting.quorum import absentee_quorum, item_quorum, sitting_quorum
from committee.voting.rules import Rules as BodyRules
from documents.evidence import facts
from documents.evidence.dossier import schema_texts
from documents.snapshots import frozen
from expertise.scoring import formula
from expertise.scoring.facts import outcome_of
from expertise.scoring.sheets import Mark, Sheet, Track
from expertise.scoring.tally import Limits
from negotiations.contributions.balance import Offer, Rules, Side
from negotiations.contributions.conditions import Condition
from negotiations.contributions.facts import counts_of
from negotiations.contributions.reckoning import reckon
from quality_mark.ranking.inputs import Entry, Mean
from quality_mark.ranking.inputs import Rules as PlaceRules
from quality_mark.ranking.places import rank
from quality_mark.visits import draw
from tests.dossiers import verify

D = Decimal
MANY = int(os.environ.get("SOGLASIE_EXAMPLES", "120"))  # benchmarks/agreeing.py asks for ten thousand
SCHEMAS = {name: json.loads(text) for name, text in schema_texts().items()}
SECTORS = ("authority", "business", "community")


def recount(count: str, rules: Any, inputs: Any, outputs: Any) -> None:
    """As a stranger does it: from JSON, with nothing else at hand."""
    entry = frozen(facts.count(count, "", rules=rules, inputs=inputs, outputs=outputs))
    verify.recount(entry)
    verify.fit({**entry, "rules": {**entry["rules"], "regulation": "0" * 64}}, SCHEMAS[count], SCHEMAS[count])


EXPERTISE = formula.Rules(D("0.6"), D("0.4"), D(20), D(30), 6, D(70), D(50), 2)
WEIGHTS = ("2", "1.5", "1.5", "1", "1", "0.75", "0.75", "0.5", "0.5", "0.5")
VALUES = st.lists(st.one_of(st.integers(0, 10), st.just(0)), min_size=10, max_size=10)


def sheet(number: int, track: Track, values: list[int]) -> Sheet:
    marks = zip(WEIGHTS, values, strict=True)
    first = 100 if track == Track.PUBLIC else 0
    return Sheet(
        f"Эксперт № {number}",
        track,
        tuple(
            Mark(first + n, f"Критерий {n}", D(weight), value, n < 3, {4: 6, 5: 3}.get(n))
            for n, (weight, value) in enumerate(marks, 1)
        ),
    )


def level(value: int) -> list[int]:
    """A sheet whose total is ten times the value."""
    return [value] * 10


# Right on the line: a threshold, a permitted difference, three totals equally far apart.
@settings(max_examples=MANY, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=6), st.lists(VALUES, min_size=1, max_size=4))
@example([level(5), level(5)], [level(5)])
@example([level(7), level(7)], [level(7)])
@example([level(7), level(5)], [level(8), level(5)])
@example([level(5), level(6), level(7)], [level(7)])
def test_an_expertise(ours: list[list[int]], theirs: list[list[int]]) -> None:
    sheets = [sheet(n, Track.PROFESSIONAL, row) for n, row in enumerate(ours, 1)]
    sheets += [sheet(n, Track.PUBLIC, row) for n, row in enumerate(theirs, len(ours) + 1)]
    result = formula.weigh(sheets, EXPERTISE)
    outputs = {
        name: getattr(result, name) for name in ("score", "outcome", "stopped_by", "needs_additional", "discrepancies")
    }
    outputs["below"] = [row.title for row in result.below]
    outputs |= {"public_range": result.public_range, "is_public_range_wide": result.is_public_range_wide}
    outputs |= {"professional": {"counted": result.professional.counted}, "public": {"counted": result.public.counted}}
    recount("expertise", EXPERTISE, {"sum": D(1), "sheets": result.sheets}, outputs)


@settings(max_examples=MANY * 2, deadline=None)
@given(
    absent=st.integers(0, 9),
    recused=st.integers(0, 4),
    cast=st.lists(st.tuples(st.sampled_from(["for", "against", "abstained"]), st.sampled_from(SECTORS)), max_size=21),
    silent=st.lists(st.sampled_from(SECTORS), max_size=5),
    majority=st.sampled_from([counting.SIMPLE, counting.QUALIFIED]),
    presiding=st.sampled_from(["for", "against", "abstained", "", "unknown"]),
    on_tie=st.sampled_from(["", "", counting.CARRIED, counting.NOT_CARRIED]),
    is_absentee=st.booleans(),
)
@example(
    absent=3, recused=0, cast=[("for", "business")] * 3 + [("for", "community")] * 3, silent=[], majority=counting.SIMPLE, presiding="for",
    on_tie="", is_absentee=True,
)  # fmt: skip
@example(
    absent=3, recused=0, cast=[("for", "business")] * 3 + [("for", "community")] * 3, silent=[], majority=counting.QUALIFIED,
    presiding="for", on_tie="", is_absentee=False,
)  # fmt: skip
@example(
    absent=0, recused=0, cast=[("abstained", "business")] * 3 + [("abstained", "community")] * 3, silent=[], majority=counting.SIMPLE,
    presiding="against", on_tie="", is_absentee=False,
)  # fmt: skip
def test_a_vote(
    absent: int, recused: int, cast: list[tuple[str, str]], silent: list[str], majority: str, presiding: str, on_tie: str,
    is_absentee: bool,
) -> None:  # fmt: skip
    rules, here = BodyRules(), [sector for _, sector in cast] + ([] if is_absentee else silent)
    roll = len(cast) + len(silent) + absent
    tally = counting.count(roll, [choice for choice, _ in cast])
    quorum = (absentee_quorum if is_absentee else item_quorum)(roll + recused, recused, here, rules)
    verdict = counting.decide(tally, quorum, majority, presiding, rules, on_tie)
    inputs = {
        "majority": majority, "is_absentee": is_absentee, "is_secret": presiding == "unknown", "members": roll + recused, "recused": recused,
        "present_by_sector": {sector: here.count(sector) for sector in set(here)}, "for": tally.in_favour,
        "against": tally.against, "abstained": tally.abstained, "absent": tally.absent, "presiding": presiding, "on_tie": on_tie,
    }  # fmt: skip
    outputs = {"has_quorum": quorum.reached, "outcome": verdict.outcome, "by_casting_vote": verdict.by_casting_vote}
    recount("ballot", rules, inputs, outputs)


@settings(max_examples=MANY, deadline=None)
@given(st.integers(0, 21), st.lists(st.sampled_from(SECTORS), max_size=21), st.integers(1, 3))
@example(4, ["authority", "business"], 1)
def test_the_quorum_of_a_sitting(members: int, present: list[str], sectors_min: int) -> None:
    quorum = sitting_quorum(members, present, BodyRules(), sectors_min)
    inputs = {"members": members, "present_by_sector": {sector: present.count(sector) for sector in set(present)}}
    rules = {"quorum_share": Fraction(1, 2), "sectors_min": sectors_min}
    recount("quorum", rules, inputs, {"has_quorum": quorum.reached})


MORNING = datetime.fromisoformat("2026-09-07T10:00:00+07:00")
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["85.00", "84.99", "80.00", "79.99", "70.00", "60.00", "59.99"]),
        st.sampled_from([None, "9", "8", "7.333333333333333333333333333333333333333333333333333333333333"]),
        st.sampled_from([None, 1, 2]), st.integers(0, 2), st.integers(0, 2), st.sampled_from(["", "", "", "отозвана"]),
        st.sampled_from([(), (), ("Команда: 5,00 ниже минимума 6",)]),
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=MANY * 2, deadline=None)
@given(ENTRIES, st.integers(0, 3))
def test_a_ranking(rows: list[tuple[Any, ...]], quota: int) -> None:
    count_places("ranking", rows, PlaceRules(D(80), D(70), D(60), quota, D(85), 2))


@settings(max_examples=MANY, deadline=None)
@given(ENTRIES, st.integers(0, 3))
def test_a_ranking_by_levels_of_another_kind(rows: list[tuple[Any, ...]], quota: int) -> None:
    count_places("ranking_of_kind", rows, PlaceRules(D(60), None, None, quota, D(60), 1, ("Стенд",)))


def count_places(name: str, rows: list[tuple[Any, ...]], rules: PlaceRules) -> None:
    """Places by our arithmetic are places by the stranger's."""
    entries = [
        Entry(
            n, f"З-2026-{n:05d}", "", D(score), MORNING + timedelta(hours=hour),
            (Mean(2, "Б", D(1), D(5)), Mean(1, "А", D(2), D(mean))) if mean else (), visit, "", votes, out, below,
        )
        for n, (score, mean, visit, votes, hour, out, below) in enumerate(rows, 1)
    ]  # fmt: skip
    counted = rank(entries, rules).facts
    recount(name, counted["inputs"]["rules"], {"entries": counted["inputs"]["entries"]}, counted["outputs"])


BALANCE = Rules(
    {"labor": D(30), "expertise": D(20), "info": D(10)}, {"default": D(10), "community": D(5)}, D(60), D(10)
)
OFFERS = st.lists(
    st.tuples(
        st.integers(1, 4), st.sampled_from(["money", "labor", "expertise", "info", "admin"]),
        st.decimals(1, 600_000, places=2), st.booleans(), st.sampled_from([None, 3, 9]),
    ),
    max_size=8,
)  # fmt: skip
LINKS = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from([None, *range(1, 10)]), st.sampled_from([None, 5])), max_size=6
)


@settings(max_examples=MANY * 2, deadline=None)
@given(OFFERS, LINKS, st.sampled_from([D(1), D("99999.99"), D(400_000)]))
@example(
    [(1, "money", D(40_000), True, None), (2, "money", D(240_000), True, None), (3, "money", D(120_000), True, None)],
    [(3, 1, None)], D(400_000),
)  # fmt: skip
@example([(1, "money", D(100), True, 5), (3, "money", D(100), True, None)], [(2, 1, 5)], D(400_000))
@example([(1, "money", D(39_900), True, None), (2, "money", D(39_900), True, None)], [], D(400_000))
@example(
    [*((side, "money", D(part), True, None) for side, part in ((1, 40_000), (2, 240_000), (3, 120_000), (3, 1)))],
    [(4, 9, None)], D(400_000),
)  # fmt: skip
@example(
    [(side, "money", D(part), True, None) for side, part in ((1, 40_000), (2, 241_000), (3, 120_000))], [], D(400_000)
)
@example(
    [*((side, "money", D(part), True, None) for side, part in ((1, 40_000), (2, 240_000), (3, 120_000))),
     (3, "money", D(1), False, None), (3, "money", D(1), False, None)],
    [(4, 5, None), (5, 4, None)], D(400_000),
)  # fmt: skip
@example(
    [*((side, "money", D(part), True, None) for side, part in ((1, 40_000), (2, 240_000), (3, 120_000))),
     (4, "money", D(1), True, 9), (4, "money", D(1), True, 9)],
    [(4, 5, 5), (5, 4, 5)], D(400_000),
)  # fmt: skip
def test_a_package(rows: list[tuple[Any, ...]], links: list[tuple[Any, ...]], budget: Decimal) -> None:
    """The fourth party is no side here: conditions may wait for what it gives all the same."""
    sides = [Side(1, "Завод", "business", True, True), Side(2, "Город", "authority"), Side(3, "ТОС", "community")]
    day = date(2026, 9, 1)
    offers = [
        Offer(
            n, party, kind, f"вклад {n}", None if kind == "admin" else value, is_kept, "", due and day + timedelta(due)
        )
        for n, (party, kind, value, is_kept, due) in enumerate(rows, 1)
    ]
    conditions = [
        Condition(at, other, "" if other else "акт города", until and day + timedelta(until))
        for at, other, until in dict.fromkeys(links)
        if at != other
    ]
    package = reckon(sides, offers, conditions, budget, BALANCE)
    inputs, outputs = counts_of(package)
    recount("package", BALANCE, inputs, outputs)


LIMITS = Limits(3, D(25), 2)


@settings(max_examples=MANY * 2, deadline=None)
@given(st.lists(VALUES, min_size=3, max_size=5), st.integers(0, 3))
@example([level(5), level(6), [10, 10, 7, 7, 7, 7, 7, 6, 6, 6]], 0)
@example([[8, 8, 7, 7, 7, 7, 7, 8, 8, 8], level(6), level(5)], 0)
@example([level(5), level(6), level(7), [9, 7, 7, 8, 7, 7, 7, 7, 7, 7]], 0)
def test_the_score_of_an_entry(rows: list[list[int]], alike: int) -> None:
    """Sheets that say the same lie equally far from the middle: then none of them is left out."""
    rows = [*rows[: len(rows) - alike], *rows[:1] * alike]
    sheets = [sheet(n, Track.PROFESSIONAL, row) for n, row in enumerate(rows, 1)]
    recount("light", LIMITS, {"entry": "З-2026-00001", "sheets": sheets}, outcome_of(sheets, LIMITS))


@settings(max_examples=MANY, deadline=None)
@given(
    st.lists(st.decimals(0, "74.99", places=2), min_size=1, max_size=40),
    st.sampled_from([D(0), D(10), D("33.3"), D(100)]),
)
@example([D(50)] * 101, D(10))
def test_a_lot(scores: list[Decimal], share: Decimal) -> None:
    rows = [(f"З-2026-{n:05d}", score) for n, score in enumerate(scores, 1)]
    print_ = draw.fingerprint(rows)
    order = [number for _, number in draw.lots(draw.seed("2026/1", print_), [number for number, _ in rows])]
    inputs = {"contest": "2026/1", "entries": [{"number": number, "score": score} for number, score in rows]}
    outputs = {"fingerprint": print_, "seed": draw.seed("2026/1", print_), "order": order}
    outputs["drawn"] = order[: draw.how_many(len(rows), share)]
    recount("lot", {"visit_from": D(75), "visit_share": share}, inputs, outputs)


BALLOT = {
    "majority": "simple", "is_absentee": False, "is_secret": False, "members": 9, "recused": 0, "present_by_sector": {"business": 5},
    "for": 5, "against": 0, "abstained": 0, "absent": 4, "presiding": "for", "on_tie": "",
}  # fmt: skip


@pytest.mark.parametrize("change", [{"for": 6, "absent": 3}, {"absent": 5}, {"recused": 1}])
def test_there_are_no_more_votes_than_voters(change: dict[str, int]) -> None:
    rules = frozen(facts.count("ballot", "", rules=BodyRules(), inputs={}, outputs={}))["rules"]
    verify.ballot(rules, BALLOT)
    with pytest.raises(verify.Fault):
        verify.ballot(rules, {**BALLOT, **change})


def of_marks(value: object) -> list[tuple[str, Any, Any]]:
    """Both counts of sheets with one mark of this value, as a paper writes them."""
    sheets = [*(sheet(n, Track.PROFESSIONAL, level(7)) for n in (1, 2, 3)), sheet(4, Track.PUBLIC, level(7))]
    kinds = (
        ("expertise", EXPERTISE, {"sum": D(1), "sheets": sheets}),
        ("light", LIMITS, {"entry": "З-1", "sheets": sheets[:3]}),
    )
    entries = [(name, frozen(facts.count(name, "", rules=rules, inputs=had, outputs={}))) for name, rules, had in kinds]
    for _, entry in entries:
        entry["inputs"]["sheets"][0]["marks"][0]["value"] = value
    return [(name, entry["rules"], entry["inputs"]) for name, entry in entries]


@pytest.mark.parametrize("value", [11, -1, 5.0, "7"])
def test_a_mark_is_a_whole_number_from_0_to_10(value: object) -> None:
    for name, rules, inputs in of_marks(7):
        verify.COUNTS[name](rules, inputs)
    for name, rules, inputs in of_marks(value):
        with pytest.raises(verify.Fault):
            verify.COUNTS[name](rules, inputs)


@pytest.mark.parametrize("scores", [[], ["75"], ["74.99", "75"]])
def test_a_lot_is_drawn_only_among_those_below_the_line(scores: list[str]) -> None:
    entries = [{"number": str(n), "score": score} for n, score in enumerate(scores)]
    with pytest.raises(verify.Fault):
        verify.lot({"visit_from": "75", "visit_share": "10"}, {"contest": "2026/1", "entries": entries})


@pytest.mark.parametrize("name", sorted(verify.COUNTS))
def test_a_count_is_not_taken_on_trust(name: str) -> None:
    """Every number of the regulation that a count uses is compared with the regulation, or decided elsewhere."""
    elsewhere = {
        "ballot": {"persons_min"}, "quorum": {"sectors_min"}, "ranking": {"quota", "titles"}, "package": {"city_max"},
        "expertise": {"threshold"}, "term": {"name", "days", "is_calendar"}, "light": set(), "lot": set(),
        "ranking_of_kind": {field.name for field in fields(PlaceRules)},
    }  # fmt: skip
    kinds: dict[str, Any] = {"ballot": BodyRules, "ranking": PlaceRules, "package": Rules, "expertise": formula.Rules}
    kinds["ranking_of_kind"] = PlaceRules
    kinds["light"] = Limits
    others = {
        "lot": {"visit_from", "visit_share"},
        "quorum": {"quorum_share", "sectors_min"},
        "term": {"name", "days", "is_calendar"},
    }
    known = others.get(name) or {field.name for field in fields(kinds[name])}
    assert set(verify.ORIGIN[name]) | elsewhere[name] == known
