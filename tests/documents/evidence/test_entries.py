"""The score of an entry and the lot for checks in place: whatever is changed in them, or between them and the ranking, is noticed."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from documents.evidence import facts
from documents.snapshots import frozen
from expertise.scoring.facts import outcome_of
from expertise.scoring.sheets import Mark, Sheet, Track
from expertise.scoring.tally import Limits
from quality_mark.visits import draw
from tests.dossiers import verify

D = Decimal
LIMITS = Limits(3, D(25), 2)
NUMBERS = [f"З-2026-{n:05d}" for n in range(1, 8)]


def sheet(n: int, *values: int) -> Sheet:
    marks = (Mark(k, f"Критерий {k}", D(5), value, k == 1) for k, value in enumerate(values, 1))
    return Sheet(f"Эксперт № {n}", Track.PROFESSIONAL, tuple(marks))


def light() -> dict[str, Any]:
    """Four sheets that lie too far apart: the last is left out; 205/3 is no decimal."""
    sheets = [sheet(1, 7, 7), sheet(2, 7, 6), sheet(3, 7, 7), sheet(4, 0, 3)]
    return facts.count(
        "light", "", rules=LIMITS, inputs={"entry": NUMBERS[0], "sheets": sheets}, outputs=outcome_of(sheets, LIMITS)
    )


def lot() -> dict[str, Any]:
    rows = [(number, D("68.33") - n) for n, number in enumerate(NUMBERS)]
    seed = draw.seed("2026/1", fingerprint := draw.fingerprint(rows))
    order = [number for _, number in draw.lots(seed, NUMBERS)]
    return facts.count(
        "lot", "", rules={"visit_from": D(75), "visit_share": D(30)},
        inputs={"contest": "2026/1", "entries": [{"number": number, "score": score} for number, score in rows]},
        outputs={"fingerprint": fingerprint, "seed": seed, "order": order, "drawn": order[: draw.how_many(7, D(30))]},
    )  # fmt: skip


def ranking() -> dict[str, Any]:
    mean = "6.66666666666666666666666666666666666666666666666666666666667"
    means = [{"title": "Критерий 1", "mean": "7"}, {"title": "Критерий 2", "mean": mean}]
    return {"count": "ranking", "inputs": {"entries": [{"number": NUMBERS[0], "score": "68.33", "means": means}]}}


Change = Callable[[dict[str, Any]], Any]
OF_A_SCORE: list[tuple[str, Change]] = [
    ("a mark", lambda row: row["inputs"]["sheets"][0]["marks"][0].update(value=8)),
    ("a mark of the sheet left out", lambda row: row["inputs"]["sheets"][3]["marks"][1].update(value=9)),
    ("a mark beyond ten", lambda row: row["inputs"]["sheets"][0]["marks"][0].update(value=11)),
    ("half a mark", lambda row: row["inputs"]["sheets"][0]["marks"][0].update(value="7")),
    ("a weight", lambda row: row["inputs"]["sheets"][1]["marks"][0].update(weight="6")),
    ("a sheet less", lambda row: row["inputs"]["sheets"].pop(0)),
    ("a sheet twice", lambda row: row["inputs"]["sheets"].append(row["inputs"]["sheets"][0])),
    ("the score", lambda row: row["outputs"].update(score="68.34")),
    ("a mean", lambda row: row["outputs"]["means"][1].update(mean="7")),
    ("whose sheets count", lambda row: row["outputs"]["counted"].append("Эксперт № 4")),
    ("how far apart they may lie", lambda row: row["rules"].update(range_max="99")),
    ("how many are needed", lambda row: row["rules"].update(experts_min=4)),
    ("a stop criterion more", lambda row: row["outputs"]["stopped_by"].append("Критерий 1")),
    ("how many zeroes stop", lambda row: row["rules"].update(blocking_zeroes=1)),
]
OF_A_LOT: list[tuple[str, Change]] = [
    ("a score", lambda row: row["inputs"]["entries"][0].update(score="68.34")),
    ("an entry less", lambda row: row["inputs"]["entries"].pop()),
    ("an entry more", lambda row: row["inputs"]["entries"].append({"number": "З-2026-00099", "score": "1.00"})),
    ("an entry that is visited anyway", lambda row: row["rules"].update(visit_from="60")),
    ("the contest", lambda row: row["inputs"].update(contest="2026/2")),
    ("the seed", lambda row: row["outputs"].update(seed="0" * 64)),
    ("the order", lambda row: row["outputs"]["order"].reverse()),
    ("on whom it fell", lambda row: row["outputs"].update(drawn=row["outputs"]["order"][1:4])),
    ("how many", lambda row: row["rules"].update(visit_share="80")),
]


@pytest.mark.parametrize(
    ("make", "change"),
    [(light, change) for _, change in OF_A_SCORE] + [(lot, change) for _, change in OF_A_LOT],
    ids=[name for name, _ in [*OF_A_SCORE, *OF_A_LOT]],
)
def test_a_change_is_noticed(make: Callable[[], dict[str, Any]], change: Change) -> None:
    entry = frozen(make())
    verify.recount(entry)
    changed = deepcopy(entry)
    change(changed)
    assert changed != entry
    with pytest.raises(verify.Fault):
        verify.recount(changed)


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[1]["inputs"]["entries"][0].update(score="68.34"),
        lambda rows: rows[1]["inputs"]["entries"][0]["means"][1].update(mean="6.67"),
        lambda rows: rows[2]["inputs"]["entries"][0].update(score="68.32"),
        lambda rows: rows[0]["outputs"].update(score="68.32"),
    ],
)
def test_the_ranking_and_the_lot_are_of_the_very_scores(change: Callable[[list[dict[str, Any]]], Any]) -> None:
    rows = [frozen(light()), ranking(), frozen(lot())]
    verify.check_chain(rows)
    change(rows)
    with pytest.raises(verify.Fault):
        verify.check_chain(rows)
