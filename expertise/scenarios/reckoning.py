"""Terms and projects of a scenario as JSON, and the choice that follows from them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from expertise.ranking.cases import Case, in_order
from expertise.ranking.steadiness import CALIBRATED, calibrated
from expertise.scenarios.choice import Candidate, Choice, Terms, choose
from expertise.scoring import reckonings

REGULATION, CORRECTED = "regulation", "calibrated"
WAYS = {
    REGULATION: "По регламенту",
    **{name: title for name, (title, _) in reckonings.WAYS.items()},
    CORRECTED: CALIBRATED,
}


def scores_by(way: str, cases: Sequence[Case]) -> Mapping[int, Decimal]:
    """Scores by a way of counting; where it says nothing of a case, its score by the regulation."""
    own = {case.pk: case.score for case in cases}
    if way in reckonings.WAYS:
        known = {case.pk: reckonings.by_way(reckonings.WAYS[way][1], case.values(), case.rules) for case in cases}
        return own | {pk: score for pk, score in known.items() if score is not None}
    if way == CORRECTED:
        return own | dict(next((scores for _, scores in calibrated(cases)), {}))
    return own


def frozen_cases(cases: Iterable[Case], way: str) -> list[dict[str, Any]]:
    """The projects in the order of their places by the way of counting."""
    known = list(cases)
    scores = scores_by(way, known)
    return [
        {
            "pk": case.pk, "number": case.number, "title": case.title, "url": case.url, "area": case.area, "asked": str(case.asked),
            "by_regulation": str(case.score), "score": str(scores[case.pk]), "is_stopped": case.is_stopped,
        }
        for case in in_order(known, scores)
    ]  # fmt: skip


def frozen_terms(terms: Terms, way: str) -> dict[str, Any]:
    """The terms, numbers as text."""
    return {
        "way": way,
        "steps": [[None if limit is None else str(limit), str(score)] for limit, score in terms.steps],
        "budget": None if terms.budget is None else str(terms.budget),
        "quotas": dict(terms.quotas),
        "goes_on": terms.goes_on,
    }


def terms_of(row: Mapping[str, Any]) -> Terms:
    """The terms as they were stated."""
    return Terms(
        steps=tuple((None if limit is None else Decimal(limit), Decimal(score)) for limit, score in row["steps"]),
        budget=None if row["budget"] is None else Decimal(row["budget"]),
        quotas=row["quotas"],
        goes_on=row["goes_on"],
    )


def choice_of(terms: Mapping[str, Any], cases: Iterable[Mapping[str, Any]]) -> Choice:
    """The choice over projects that stand in their order."""
    rows = (
        Candidate(row["pk"], row["area"], Decimal(row["asked"]), Decimal(row["score"]), row["is_stopped"])
        for row in cases
    )
    return choose(rows, terms_of(terms))
