"""The lot for checks in place as exact data: what `verify.py` draws again (регламент 3.3)."""

from typing import Any

from documents.evidence import facts
from quality_mark.contests.models import Contest
from quality_mark.visits import draw
from quality_mark.visits.models import VisitDraw


def lot_facts(contest: Contest) -> list[dict[str, Any]]:
    """The list, its fingerprint, the seed, the lots, on whom they fell.

    Nothing if there was no lot, nor if a score has changed since, so that the list it was drawn from is known by its fingerprint only.
    """
    drawn = VisitDraw.objects.filter(contest=contest).first()
    if drawn is None:
        return []
    lots = list(drawn.lots.select_related("entry").order_by("digest"))
    rows = [(lot.entry.number, lot.entry.score) for lot in lots]
    if draw.fingerprint((number, score) for number, score in rows if score is not None) != drawn.fingerprint:
        return []
    return [
        facts.count(
            "lot",
            "Жребий проверок на месте",
            rules={
                "regulation": contest.regulation.fingerprint,
                "visit_from": drawn.threshold,
                "visit_share": drawn.share,
            },
            inputs={
                "contest": contest.number,
                "entries": [{"number": number, "score": score} for number, score in sorted(rows)],
            },
            outputs={
                "fingerprint": drawn.fingerprint,
                "seed": drawn.seed,
                "order": [lot.entry.number for lot in lots],
                "drawn": [lot.entry.number for lot in lots if lot.is_drawn],
            },
        )
    ]
