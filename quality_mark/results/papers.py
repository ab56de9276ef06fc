"""The announcement of the results."""

from typing import Any

from django.db.models import QuerySet

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from programme.regulations.recourse import recourse
from quality_mark.contests import readers
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.contests.papers import LEVELS
from quality_mark.entries.models import ContestApplication


def results(contest: Contest, by: Person) -> Document:
    """The results, public: who got what, without the scores of anybody (CT-16)."""
    item = contest.results_item
    assert item is not None and item.paper is not None, "the committee has decided"
    rows = contest.entries.filter(status__in=["laureate", "diploma_1", "diploma_2", "participant"])
    awarded = rows.select_related("organization", "person", "nomination", "contest__kind").order_by("place", "number")
    shown = awarded.none() if contest.rule.hides_entrants else awarded
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=f"Об итогах конкурса «{contest.title}»",
        snapshot={
            "contest": {"number": contest.number, "title": contest.title},
            "appeal": recourse("contest_result", contest.get_absolute_url()),
            "decision": f"решения комитета от {item.paper.date:%d.%m.%Y} № {item.paper.number}",
            "nominations": [_outcome(nomination, shown) for nomination in contest.nominations.order_by("code")],
        },
        template="quality_mark/pdf/results.html",
        register="announcements",
        readers=readers.everybody_inside(contest),
        is_public=True,
        supersedes=contest.results_paper,
        by=by,
    )


def _hidden(contest: Contest, nomination: Nomination) -> str:
    """Of a contest whose entrants are not shown: how many have reached the first level, and nobody's name (Russian)."""
    if not contest.rule.hides_entrants:
        return ""
    count = nomination.entries.filter(status="laureate").count()
    return f"Уровень «{contest.rule.levels[0].title}»: {count}. Имена участников не публикуются."


def _outcome(nomination: Nomination, shown: "QuerySet[ContestApplication]") -> dict[str, Any]:
    """What became of a nomination; of the entries those that are shown, the best level first."""
    return {
        "code": nomination.code,
        "title": nomination.title,
        "failed": nomination.status == Nomination.Status.FAILED,
        "is_single": nomination.is_single,
        "hidden": _hidden(nomination.contest, nomination),
        "rows": [
            {"title": entry.title, "organization": entry.entrant_name, "level": str(entry.get_level_display())}
            for level in LEVELS
            for entry in shown
            if entry.nomination_id == nomination.pk and entry.level == level
        ],
    }
