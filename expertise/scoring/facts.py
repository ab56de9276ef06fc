"""The arithmetic of a light expertise as exact data: what `verify.py` counts again (регламент 3.3 «Баллы»)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from documents.evidence import facts
from expertise.expertises.models import Expertise
from expertise.scoring.assessment import as_given, limits_of, sheets_of
from expertise.scoring.sheets import Sheet
from expertise.scoring.tally import Limits, Tally, reckon


def light_facts(expertise: Expertise, number: str) -> dict[str, Any]:
    """The score of the entry with this number: every sheet under the number of its expert, what counts of them, the mean of each criterion."""
    sheets, limits = list(as_given(sheets_of(expertise))), limits_of(expertise)
    return facts.count(
        "light",
        f"Балл заявки № {number}",
        rules={"regulation": expertise.regulation.fingerprint, **facts.exact(limits)},
        inputs={"entry": number, "sheets": sheets},
        outputs=outcome_of(sheets, limits),
    )


def outcome_of(sheets: list[Sheet], limits: Limits) -> dict[str, Any]:
    """What follows from the sheets; means as fractions, since no decimal says two thirds."""
    tally = reckon(sheets, limits)
    return {
        "counted": [sheet.expert for sheet in tally.counted],
        "score": tally.score,
        "means": list(_means(tally)),
        "stopped_by": tally.stops,
        "below": [row.title for row in tally.below],
    }


def _means(tally: Tally) -> Iterable[dict[str, Any]]:
    for row in tally.counted[0].marks:
        values = [mark.value for sheet in tally.counted for mark in sheet.marks if mark.criterion == row.criterion]
        yield {"title": row.title, "mean": Fraction(sum(values), len(values))}
