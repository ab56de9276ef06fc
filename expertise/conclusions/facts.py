"""The arithmetic of a conclusion as exact data: what `verify.py` counts again."""

from typing import Any

from documents.evidence import facts
from expertise.expertises.models import Expertise
from expertise.scoring.assessment import rules_of
from expertise.scoring.formula import Mean, Result


def expertise_facts(expertise: Expertise, result: Result) -> list[dict[str, Any]]:
    """E = w·P + w·O with every mark under the number of its expert (регламент 3.2)."""
    return [
        facts.count(
            "expertise",
            expertise.object_title,
            rules={"regulation": expertise.regulation.fingerprint, **facts.exact(rules_of(expertise))},
            inputs={"sum": expertise.requested_sum, "sheets": result.sheets},
            outputs={
                "professional": _mean(result.professional),
                "public": _mean(result.public),
                "score": result.score,
                "outcome": result.outcome.value,
                "stopped_by": result.stopped_by,
                "below": [row.title for row in result.below],
                "needs_additional": result.needs_additional,
                "discrepancies": result.discrepancies,
                "public_range": result.public_range,
                "is_public_range_wide": result.is_public_range_wide,
            },
        )
    ]


def _mean(mean: Mean) -> dict[str, Any]:
    return {"counted": mean.counted}
