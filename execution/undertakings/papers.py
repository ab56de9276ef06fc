"""The papers of execution: the schedule of a project, reports, statements of what came of it, rulings on pauses."""

from datetime import date
from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from execution.undertakings.models import Undertaking
from programme.models import Person


def readers(undertaking: Undertaking) -> list[str]:
    """Who reads its papers before it is public."""
    return [key for key in {undertaking.responsible, undertaking.controller, *undertaking.readers} if key]


def facts(undertaking: Undertaking) -> dict[str, Any]:
    """What was to be done, as papers say it."""
    return {
        "kind": undertaking.get_kind_display(),
        "title": undertaking.title,
        "source": undertaking.source,
        "responsible": undertaking.responsible_title,
        "due_on": undertaking.due_on,
        "planned": undertaking.plan_title,
        "proof": undertaking.proof,
    }


def named(undertaking: Undertaking) -> str:
    """How the title of a paper calls it: whoever holds the code of a paper reads its title, so what is not public keeps its words inside."""
    return str(undertaking) if undertaking.is_public else f"поручение № {undertaking.pk}"


def schedule(project: Undertaking, by: Person) -> Document:
    """PP-30: the plan of a project with its stages."""
    return issue(
        kind=Kind.SCHEDULE,
        title=f"Реализация проекта: {named(project)}",
        snapshot={
            "project": facts(project),
            "starts_on": project.starts_on,
            "stages": [
                {"number": row.number, **facts(row)} for row in project.children.select_related("organization").order_by("number")
            ],
        },
        template="execution/pdf/schedule.html",
        register="schedules",
        readers=readers(project),
        closed_to=project.closed_to,
        is_public=project.is_public,
        by=by,
    )  # fmt: skip


def ruling(undertaking: Undertaking, ground: str, by: Person) -> Document:
    """UN-13: why it is suspended, and for how long at most."""
    return issue(
        kind=Kind.RULING,
        title=f"О приостановлении: {named(undertaking)}",
        snapshot={
            "undertaking": facts(undertaking),
            "ground": ground.splitlines(),
            "days": undertaking.case.regulation.term("undertaking.suspension").days,
            "by": by.short_name,
        },
        template="execution/pdf/ruling.html",
        register="rulings",
        readers=readers(undertaking),
        closed_to=undertaking.closed_to,
        is_public=undertaking.is_public,
        by=by,
    )


def statement(undertaking: Undertaking, outcome: str, reasons: str, report: dict[str, Any], by: Person) -> Document:
    """UN-08…UN-10: what came of it. `report`: the snapshot of the last report."""
    return issue(
        kind=Kind.STATEMENT,
        title=f"Об исполнении: {named(undertaking)}",
        snapshot={
            "undertaking": facts(undertaking),
            "outcome": outcome,
            "reasons": reasons.splitlines(),
            "report": report,
            "by": by.short_name,
        },
        template="execution/pdf/statement.html",
        register="statements",
        readers=readers(undertaking),
        closed_to=undertaking.closed_to,
        is_public=undertaking.is_public,
        by=by,
    )


def execution_of(
    title: str, source: str, rows: list[Undertaking], *, by: Person, closed_to: list[str], keys: list[str]
) -> Document:
    """DC-12: what came of each of several undertakings of one source."""
    return issue(
        kind=Kind.STATEMENT,
        title=title,
        snapshot={
            "source": source,
            "rows": [
                {**facts(row), "status": row.get_status_display(), "ended_on": _day(row)} for row in rows
            ],
            "by": by.short_name,
        },
        template="execution/pdf/execution.html",
        register="statements",
        readers=keys,
        closed_to=closed_to,
        is_public=all(row.is_public for row in rows),
        by=by,
    )  # fmt: skip


def _day(undertaking: Undertaking) -> date | None:
    return undertaking.ended_at.date() if undertaking.ended_at else None
