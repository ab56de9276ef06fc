"""The list of entries on the closing day, and the minutes of admission."""

from typing import Any

from django.utils import timezone

from casework.door import Refused
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Person
from quality_mark.contests import readers
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.contests.standard import GROUNDS
from quality_mark.entries.late_papers import awaited, counted_from
from quality_mark.entries.models import ContestApplication


def _awaited_rows(contest: Contest) -> list[dict[str, Any]]:
    """What has come on paper in time and is still being typed or compared."""
    rows = awaited(contest).select_related("nomination", "organization", "person").order_by("pk")
    return [
        {
            "number": "—",
            "at": timezone.localtime(counted_from(entry)),
            "organization": entry.entrant_name,
            "title": "—",
            "nomination": entry.nomination.code,
            "note": "на бумаге, набирается",
        }
        for entry in rows
    ]


def list_of_entries(contest: Contest) -> Document:
    """The register of entries on the day the window closed (CT-05)."""
    rows = (
        contest.entries.exclude(number="")
        .select_related("nomination", "organization", "person")
        .order_by("registered_at")
    )
    return issue(
        kind=Kind.SHEET,
        title=f"Журнал регистрации заявок на конкурс «{contest.title}»",
        snapshot={
            "contest": {"number": contest.number, "title": contest.title},
            "closed": timezone.localtime(),
            "rows": [
                {
                    "number": entry.number,
                    "at": timezone.localtime(entry.registered_at),
                    "organization": entry.entrant_name,
                    "title": entry.title if entry.status != "withdrawn" else "—",
                    "nomination": entry.nomination.code,
                    "note": "отозвана" if entry.status == "withdrawn" else "на бумаге" if entry.received_on else "",
                }
                for entry in rows
                if entry.registered_at
            ]
            + _awaited_rows(contest),
        },
        template="quality_mark/pdf/entries.html",
        register="acts",
        readers=readers.jury_of(contest),
    )


def admission_minutes(contest: Contest, by: Person) -> Document:
    """The minutes of admission: what the secretary proposes and the jury's chair approves (CA-07)."""
    nominations = [_admission_of(nomination) for nomination in contest.nominations.order_by("code")]
    return _minutes(contest, f"О допуске заявок к участию в конкурсе «{contest.title}»", by, nominations=nominations)


def _minutes(
    contest: Contest, title: str, by: Person, *, nominations: list[dict[str, Any]], verdict: str = ""
) -> Document:
    """Raises Refused where nobody could approve it. `verdict`: the decision on an appeal after which it is drawn up."""
    chair = contest.jury.leading_member()
    if chair is None:
        raise Refused("В жюри нет председателя: утвердить допуск некому.")
    return issue(
        kind=Kind.MINUTES,
        title=title,
        snapshot={
            "body": contest.jury.title,
            "act": contest.jury.act,
            "contest": {"number": contest.number, "title": contest.title},
            "nominations": nominations,
            "verdict": verdict,
            "single": str(contest.value("single_entry")),
        },
        template="quality_mark/pdf/admission.html",
        register="jury",
        number_parts={"contest": contest.number},
        signatories=[(by, "Секретарь конкурса", 1), (chair.person, chair.signs_as("Председатель жюри"), 2)],
        readers=readers.everybody_inside(contest),
        deadline=contest.regulation.term("contest.admission"),
        by=by,
    )


def own_minutes(entry: ContestApplication, verdict: Document, by: Person) -> Document:
    """The minutes of admission of one entry that an appeal has brought back after the others were admitted (CA-16, CA-07)."""
    row, rivals = _proposed(entry), entry.nomination.entries.competing().count()
    about = {"code": entry.nomination.code, "title": entry.nomination.title}
    return _minutes(
        entry.contest, f"О допуске заявки № {entry.number} к участию в конкурсе «{entry.contest.title}»", by,
        nominations=[about | _outcome([row], rivals + row["is_admitted"])], verdict=f"{verdict.number} от {verdict.date:%d.%m.%Y}",
    )  # fmt: skip


def _proposed(entry: ContestApplication) -> dict[str, Any]:
    return {
        "number": entry.number,
        "title": entry.title,
        "organization": entry.entrant_name,
        "is_admitted": entry.finding == ContestApplication.Finding.ADMIT,
        "ground": GROUNDS.get(entry.finding_ground, ""),
        "text": entry.finding_text,
    }


def _admission_of(nomination: Nomination) -> dict[str, Any]:
    rows = nomination.entries.filter(status__in=["checking", "not_admitted"]).select_related("organization", "person")
    listed = [_proposed(entry) for entry in rows.order_by("number")]
    about = {"code": nomination.code, "title": nomination.title}
    return about | _outcome(listed, sum(bool(row["is_admitted"]) for row in listed))


def _outcome(listed: list[dict[str, Any]], count: int) -> dict[str, Any]:
    words = {0: "не состоялась: допущенных заявок нет", 1: "не состоялась: допущена единственная заявка"}
    return {
        "rows": listed,
        "outcome": words.get(count, f"состоялась: допущено {count}"),
        "is_single": count == 1,
    }
