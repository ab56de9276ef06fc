"""What the board may resolve on an appeal (регламент 8.7, AP-07…AP-09). Pure."""

from collections.abc import Collection
from typing import Any

from casework.appealing import Remedy
from committee.voting import counting

SATISFY, PARTLY, REJECT = "satisfy", "partly", "reject"


def resolutions(remedies: Collection[Remedy]) -> list[dict[str, Any]]:
    """Satisfy or satisfy in part by each of the remedies, or reject; an equal vote goes to the appellant."""
    granted = [
        {"code": f"{how}.{remedy.code}", "title": f"{words}: {remedy.words}", "needs_reasons": True, "on_tie": counting.CARRIED,
         "outcome": f"{words} апелляцию: {remedy.words}", "tone": tone}
        for remedy in remedies
        for how, words, tone in ((SATISFY, "Удовлетворить", "ok"), (PARTLY, "Удовлетворить частично", "warn"))
    ]  # fmt: skip
    refused = {"code": REJECT, "title": "Отказать", "needs_reasons": True, "on_tie": counting.NOT_CARRIED,
               "outcome": "Об отказе по апелляции", "tone": "bad"}  # fmt: skip
    return [*granted, refused]


def parts(verdict: str) -> tuple[str, str]:
    """(how the board has answered, by which remedy) of a verdict."""
    how, _, remedy = verdict.partition(".")
    return how, remedy
