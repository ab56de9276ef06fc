"""The questionnaire, the announcements and the report of a wave as papers (registers 12-02 and that of announcements)."""

from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from monitoring.ballots.asking import listed
from monitoring.ballots.dataset import HEAD, rows
from monitoring.surveys.models import Wave
from programme.models import Person

REGISTER = "survey_papers"


def _facts(wave: Wave) -> dict[str, Any]:
    return {
        "survey": wave.survey.title, "number": wave.number, "research": wave.research_number, "research_title": wave.research_title,
        "opens": wave.opens, "closes": wave.closes, "sample_kind": str(wave.get_sample_kind_display()), "sample": wave.sample.splitlines(),
        "rule": wave.rule.splitlines(),
    }  # fmt: skip


def questionnaire(wave: Wave, by: Person) -> Document:
    """SV-02: what will be asked, word for word; `form` is what the frozen form is compared with."""
    form = [question.as_asked for question in wave.questions.all()]
    return issue(
        kind=Kind.SHEET,
        title=f"Опросный лист: {wave}"[:300],
        snapshot={
            "wave": _facts(wave), "form": form, "is_weighted": bool(wave.population),
            "questions": [{"text": asked["text"], "options": listed(asked)} for asked in form],
        },
        template="monitoring/pdf/questionnaire.html", register=REGISTER, is_public=True, by=by,
    )  # fmt: skip


def announcement(wave: Wave, about: str, by: Person | None = None, why: str = "") -> Document:
    """SV-04, SV-05, SV-08. `about`: «О проведении», «О продлении», «Об отмене»."""
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=f"{about} опроса «{wave.survey}», волна {wave.number}"[:300],
        snapshot={"wave": _facts(wave), "about": wave.survey.about.splitlines(), "why": why.splitlines()},
        template="monitoring/pdf/announcement.html", register="announcements", is_public=True, by=by,
    )  # fmt: skip


def report(wave: Wave, by: Person) -> Document:
    """SV-07: method, numbers, findings; the data set is annexed row by row."""
    assert wave.results is not None, "the answers have been counted"
    return issue(
        kind=Kind.REPORT,
        title=f"Об итогах опроса «{wave.survey}», волна {wave.number}"[:300],
        snapshot={
            "wave": _facts(wave), "method": wave.method.splitlines(), "findings": wave.findings.splitlines(),
            "results": {name: wave.results[name] for name in SAID}, "head": list(HEAD),
            "rows": [[str(cell) for cell in row] for row in rows(wave.results)],
            "reported_by": wave.reported_by.short_name if wave.reported_by else "", "checked_by": by.short_name,
        },
        template="monitoring/pdf/report.html", register=REGISTER, is_public=True, by=by,
    )  # fmt: skip


SAID = ("n", "n_effective", "is_shown", "is_weighted", "online", "paper", "levels", "is_random", "shown_from")
