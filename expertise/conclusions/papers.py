"""The conclusion as data: twelve sections (регламент 3.2 «Заключение содержит»), complete in itself, experts by pseudonym unless they consented."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from casework import workdays
from casework.formats import grouped, plain, plural
from casework.formats import score as written
from documents.evidence import facts
from expertise.conclusions.assembly import grounds
from expertise.conclusions.facts import expertise_facts
from expertise.conclusions.numerals import feminine
from expertise.debate.facts import changes_of
from expertise.discussions.facts import account
from expertise.expertises.models import Expertise
from expertise.opinions.models import DissentingOpinion
from expertise.panels.models import ExpertAssignment
from expertise.scoring.assessment import assess, sheets_of
from expertise.scoring.figures import CENT
from expertise.scoring.firmness import Firmness
from expertise.scoring.formula import Discrepancy, Result
from expertise.scoring.models import ScoreSheet
from expertise.scoring.service import firmness_of
from expertise.ties.models import TieQuestion
from programme.models import Person

GROUNDS, HIDDEN = (
    "grounds",
    "hidden_grounds",
)  # of a draft only: the applicant reads them, the paper that everybody opens has them not
TRACKS = [("professional", "Профессиональный трек"), ("public", "Общественный трек")]

# The texts the coordinator writes, in the order in which the conclusion has them (sections 7–10).
TEXTS = [
    ("compliance", "Выводы о соответствии"),
    ("social", "Социальные последствия"),
    ("economic", "Экономические последствия"),
    ("legal", "Правовые последствия"),
    ("risks", "Риски"),
    ("recommendations", "Рекомендации"),
]


def draft_snapshot(expertise: Expertise, texts: dict[str, str], hidden: Collection[int] = ()) -> dict[str, Any]:
    """Everything a draft shows: the object, the group, the figures with their arithmetic, the texts, the grounds of the marks.

    `hidden`: the keys of marks whose grounds the applicant does not read.
    """
    result, sheets = assess(expertise), sheets_of(expertise)
    return {
        "expertise": _object(expertise),
        "group": [_member(sheet.assignment, may_name=False) for sheet in sheets],
        "ties": _ties(expertise),
        "method": _method(expertise),
        "tables": [_table(expertise, track, title, sheets) for track, title in TRACKS],
        "totals": [
            {"expert": sheet.expert, "track": sheet.track.value, "total": written(sheet.total)}
            for sheet in result.sheets
        ],
        "discrepancies": [_discrepancy(expertise, discrepancy, sheets) for discrepancy in result.discrepancies],
        "public_range": _public_range(expertise, result),
        "meeting": _meeting(expertise),
        "changed_marks": changes_of(expertise),
        "texts": {name: texts.get(name, "") for name, _ in TEXTS},
        "residents": expertise.meeting.residents,
        "discussion": account(expertise),
        "result": _result(result),
        "firmness": _firmness(firmness_of(expertise, sheets)),
        GROUNDS: grounds(expertise, hidden),
        HIDDEN: sorted(hidden),
        facts.KEY: expertise_facts(expertise, result),
    }


def final_snapshot(expertise: Expertise) -> dict[str, Any]:
    """The last draft, what was objected and answered, dissenting opinions."""
    drafts = list(expertise.drafts.filter(objection__isnull=False).select_related("objection").order_by("edition"))
    opinions = DissentingOpinion.objects.filter(assignment__expertise=expertise).select_related("assignment")
    return {
        **{name: value for name, value in drafts[-1].snapshot.items() if name not in (GROUNDS, HIDDEN)},
        "group": [_member(sheet.assignment, may_name=True) for sheet in sheets_of(expertise)],
        "objections": [
            {
                "edition": draft.edition,
                "kind": draft.objection.get_kind_display(),
                "text": draft.objection.text,
                "answer": draft.objection.answer,
            }
            for draft in drafts
        ],
        "opinions": [{"expert": opinion.assignment.pseudonym, "text": opinion.text} for opinion in opinions],
    }


def _object(expertise: Expertise) -> dict[str, Any]:
    return {
        "number": expertise.number,
        "title": expertise.object_title,
        "applicant": expertise.applicant_name,
        "materials": str(expertise.materials),
        "version_hash": expertise.version_hash,
        "sum": grouped(expertise.requested_sum, 2),
        "area": expertise.get_area_display(),
        "requested": f"{workdays.local_date(expertise.requested_at):%d.%m.%Y}",
        "is_repeat": expertise.is_repeat,
        "regulation": str(expertise.regulation),
        "regulation_fingerprint": expertise.regulation.fingerprint,
    }


def _member(assignment: ExpertAssignment, *, may_name: bool) -> dict[str, str]:
    """Who assessed: a number; in what is published also the name of those who have agreed to be named."""
    expert = assignment.expert
    is_named = may_name and expert.may_be_named
    return {
        "expert": assignment.pseudonym,
        "track": expert.get_track_display(),
        "name": expert.person.get_full_name() if is_named else "",
        "field": expert.field if is_named else "",
        "is_additional": "да" if assignment.is_additional else "",
    }


def naming(assignment: ExpertAssignment) -> tuple[Person, str, list[str]]:
    """The expert, the number, and the words that name whoever has agreed to it; nobody else is named on anything public."""
    expert = assignment.expert
    words = [expert.person.get_full_name(), expert.person.short_name, expert.field] if expert.may_be_named else []
    return expert.person, assignment.pseudonym, words


def _ties(expertise: Expertise) -> list[dict[str, str]]:
    """Ties that surfaced on the way and did not cost the sheet: by number, with the coordinator's ground, without the facts that name people."""
    kept = TieQuestion.objects.filter(assignment__expertise=expertise, decision=TieQuestion.Decision.KEPT)
    rows = kept.filter(assignment__status__in=ExpertAssignment.COUNTED).select_related("assignment")
    return [
        {"expert": row.assignment.pseudonym, "ground": row.ground} for row in rows.order_by("assignment__number", "pk")
    ]


def _method(expertise: Expertise) -> dict[str, Any]:
    assert expertise.threshold is not None  # a light expertise has no conclusion
    return {
        "professional": str(expertise.professional_criteria),
        "public": str(expertise.public_criteria),
        "professional_weight": plain(expertise.regulation.value("expertise.weights.professional")),
        "public_weight": plain(expertise.regulation.value("expertise.weights.public")),
        "threshold": written(expertise.threshold),
        "rework_from": written(expertise.regulation.value("expertise.rework_from")),
    }


def _table(expertise: Expertise, track: str, title: str, sheets: list[ScoreSheet]) -> dict[str, Any]:
    """Criteria × experts of one track."""
    ours = [sheet for sheet in sheets if sheet.assignment.expert.track == track]
    values = [{mark.criterion: mark.value for mark in sheet.marks} for sheet in ours]
    rows = [
        {
            "number": criterion.number,
            "title": criterion.title,
            "weight": written(criterion.weight),
            "is_blocking": criterion.is_blocking,
            "is_reversed": criterion.is_reversed,
            "values": [given[criterion.pk] for given in values],
            "mean": written(
                (Decimal(sum(given[criterion.pk] for given in values)) / len(values)).quantize(CENT, ROUND_HALF_UP)
            ),
        }
        for criterion in expertise.criteria_of(track).criteria.all()
    ]
    return {"track": track, "title": title, "experts": [sheet.assignment.pseudonym for sheet in ours], "rows": rows,
            "totals": [written(sheet.total) for sheet in ours]}  # fmt: skip


def _discrepancy(expertise: Expertise, discrepancy: Discrepancy, sheets: list[ScoreSheet]) -> dict[str, Any]:
    comment = expertise.comments.filter(criterion=discrepancy.criterion).order_by("-pk").first()
    given = [
        f"{sheet.assignment.pseudonym} — {mark.value}"
        for sheet in sheets
        for mark in sheet.marks
        if mark.criterion == discrepancy.criterion
    ]
    return {
        "title": discrepancy.title,
        "low": discrepancy.low,
        "high": discrepancy.high,
        "given": ", ".join(given),
        "comment": comment.text if comment else "",
    }


def _public_range(expertise: Expertise, result: Result) -> dict[str, Any]:
    return {
        "value": written(result.public_range),
        "is_wide": result.is_public_range_wide,
        "note": expertise.meeting.public_note,
    }


def _meeting(expertise: Expertise) -> dict[str, Any]:
    meeting = expertise.meeting
    present = [row.pseudonym for row in meeting.present.order_by("number")]
    return {
        "date": f"{meeting.held_on:%d.%m.%Y}",
        "place": expertise.meeting_place,
        "present": present,
        "record": meeting.record,
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "steps": list(result.steps),
        "professional": written(result.professional.shown),
        "public": written(result.public.shown),
        "score": written(result.score),
        "score_in_words": in_words(result.score),
        "threshold": written(result.threshold),
        "outcome": result.outcome.value,
        "outcome_in_words": result.outcome.words,
        "stopped_by": list(result.stopped_by),
        "below": [row.words for row in result.below],
    }


def _firmness(firm: Firmness | None) -> list[dict[str, Any]]:
    """The result by every other fair reckoning: whoever decides reads how far the conclusion hangs on one sheet or on the way of counting."""
    return [
        {
            "title": row.title,
            "score": written(row.score),
            "outcome": row.outcome.words,
            "is_same": row.is_same,
        }
        for row in (firm.variants if firm else ())
    ]


def in_words(score: Decimal) -> str:
    """70.50 → «семьдесят целых пятьдесят сотых балла»."""
    whole, hundredths = divmod(int(score * 100), 100)
    whole_word, hundredths_word = plural(whole, "целая,целых,целых"), plural(hundredths, "сотая,сотых,сотых")
    return f"{feminine(whole)} {whole_word} {feminine(hundredths)} {hundredths_word} балла"
