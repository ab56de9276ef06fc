"""The act of a visit."""

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from quality_mark.contests import readers
from quality_mark.visits.models import SiteVisit


def act_of_visit(visit: SiteVisit, members: list[Person], by: Person) -> Document:
    """What was seen in place (CA-09, CA-10)."""
    entry = visit.entry
    return issue(
        kind=Kind.ACT,
        title=f"Проверки на месте по заявке № {entry.number}",
        snapshot={
            "contest": {"number": entry.contest.number, "title": entry.contest.title},
            "entry": {
                "number": entry.number,
                "title": entry.title,
                "organization": entry.entrant_full_name,
                "nomination": f"{entry.nomination.code} {entry.nomination.title}",
                "address": entry.address,
            },
            "reason": str(visit.get_reason_display()),
            "question": visit.question.splitlines(),
            "held_on": visit.held_on,
            "visitors": visit.visitors.splitlines(),
            "met_by": visit.met_by,
            "findings": visit.findings.splitlines(),
            "is_confirmed": visit.is_confirmed,
            "result": visit.result,
        },
        template="quality_mark/pdf/visit.html",
        register="acts",
        signatories=[(by, "Секретарь конкурса", 1), *((person, "Член жюри", 1) for person in members)],
        readers=readers.jury_of(entry.contest),
        deadline=entry.contest.regulation.term("contest.visit"),
        by=by,
    )
