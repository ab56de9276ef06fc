"""The texts of a conclusion put together from the sheets: what the experts wrote, by section, criterion and number, for a person to edit.

What an expert keeps out of the conclusion stays in the sheet. Nothing is rephrased: whoever edits sees whose every word is.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from casework.formats import score as written
from expertise.expertises.models import Expertise
from expertise.scoring.assessment import sheets_of
from expertise.scoring.formula import Result
from expertise.scoring.models import CriterionScore, ScoreSheet

COMPLIANCE = "compliance"  # where the grounds of a criterion go that is not named below
SECTIONS = {
    ("KN1", 5): "economic",
    ("KN1", 6): "economic",
    ("KN1", 7): "social",
    ("KN1", 9): "risks",
    ("KN2", 1): "social",
    ("KN2", 3): "social",
    ("KN2", 4): "social",
    ("KN2", 5): "risks",
    ("KN2", 6): "social",
    ("KN3", 1): "legal",
    ("KN3", 4): "social",
    ("KN3", 6): "risks",
    ("KN3", 7): "economic",
    ("KN8", 2): "risks",
    ("KN8", 3): "economic",
    ("KN8", 4): "social",
}


@dataclass(frozen=True)
class Passage:
    """Words of one expert, under the heading of a criterion or of the general conclusions."""

    heading: str
    origin: str  # «Эксперт № 1, оценка 7»
    text: str


def passages(expertise: Expertise) -> dict[str, list[Passage]]:
    """Section → what the experts wrote for it, in the order of criteria and of numbers."""
    sheets = sheets_of(expertise)
    sections: dict[str, list[Passage]] = {}
    for sheet, score in _scores(expertise):
        sections.setdefault(_section_of(expertise, sheet, score), []).append(_of_score(sheet, score))
    for sheet in sheets:
        if not sheet.is_private:
            origin = f"{sheet.assignment.pseudonym}, вывод — {sheet.get_recommendation_display()}"
            passage = Passage("Общие выводы экспертов", origin, sheet.conclusion)
            sections.setdefault("recommendations", []).append(passage)
    return sections


def grounds(expertise: Expertise, hidden: Collection[int] = ()) -> list[dict[str, Any]]:
    """What every mark rests on, by track, criterion and number, for the applicant to learn from.

    Without what an expert keeps out of the conclusion and what the coordinator has marked (`hidden`: the keys of marks).
    """
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for sheet, score in _scores(expertise):
        if score.pk not in hidden:
            facts = {"title": score.criterion.title, "track": sheet.assignment.expert.get_track_display(), "given": []}
            row = rows.setdefault((sheet.assignment.expert.track, score.criterion.number), facts)
            row["given"].append({"score": score.pk, "origin": _of_score(sheet, score).origin, "text": score.ground})
    return list(rows.values())


def _scores(expertise: Expertise) -> list[tuple[ScoreSheet, CriterionScore]]:
    sheets = sheets_of(expertise)
    scores = [(sheet, score) for sheet in sheets for score in sheet.scores.all() if not score.is_private]
    return sorted(
        scores, key=lambda pair: (pair[0].assignment.expert.track, pair[1].criterion.number, pair[0].assignment.number)
    )


def _section_of(expertise: Expertise, sheet: ScoreSheet, score: CriterionScore) -> str:
    code = expertise.criteria_of(sheet.assignment.expert.track).code
    return SECTIONS.get((code, score.criterion.number), COMPLIANCE)


def _of_score(sheet: ScoreSheet, score: CriterionScore) -> Passage:
    heading = f"{score.criterion.title} ({sheet.assignment.expert.get_track_display()} трек)"
    return Passage(heading, f"{sheet.assignment.pseudonym}, оценка {score.value}", score.ground)


def texts(sections: dict[str, list[Passage]], result: Result, limit: int) -> dict[str, str]:
    """The draft of each text, not longer than `limit` characters: long words of experts are cut evenly, and say so by «…»."""
    drafts = {name: _text(rows, limit) for name, rows in sections.items()}
    verdict = verdict_of(result)
    room = limit - len(verdict) - 2
    drafts["recommendations"] = "\n".join(filter(None, [verdict, _text(sections.get("recommendations", []), room)]))
    return drafts


def verdict_of(result: Result) -> str:
    """What follows from the score by the regulation, in one sentence."""
    stops = "; ".join(f"стоп-критерий «{title}» оценён нулём" for title in result.stopped_by)
    lacks = "; ".join(row.words for row in result.below)
    because = f" ({'; '.join(filter(None, [stops, lacks]))})" if stops or lacks else ""
    return f"Итоговый балл {written(result.score)} при пороге {written(result.threshold)}: {result.outcome.words}{because}."


def _text(rows: Sequence[Passage], limit: int) -> str:
    share = limit // max(len(rows), 1) - max((len(row.heading) + len(row.origin) for row in rows), default=0) - 8
    return "\n".join(_lines(rows, max(share, 1)))


def _lines(rows: Iterable[Passage], share: int) -> Iterable[str]:
    for heading, group in groupby(rows, key=lambda row: row.heading):
        yield f"{heading}."
        for row in group:
            words = " ".join(row.text.split())
            yield f"{row.origin}: {words if len(words) <= share else words[: share - 1].rstrip() + '…'}"
