"""The papers of a contest (domain 4.4, 3.3 «Документы»): snapshots made of facts, and their issue."""

from typing import Any

from django.utils import timezone

from casework.door import Refused
from documents.actions import issue
from documents.models import Document
from documents.registers import Kind
from quality_mark import readers
from quality_mark.models import Contest, ContestApplication, Level, Nomination, SiteVisit
from quality_mark.nominations import GROUNDS
from quality_mark.notices import (
    admitted,
    contest_is_over,
    disqualified,
    not_admitted,
    receipt,
    result_of,
    returned,
)

__all__ = [
    "act_of_visit",
    "admission_minutes",
    "admitted",
    "announcement",
    "cancellation",
    "contest_is_over",
    "disqualified",
    "draft_announcement",
    "extension",
    "list_of_entries",
    "not_admitted",
    "receipt",
    "result_of",
    "results",
    "returned",
]
LEVELS = [Level.MARK, Level.DIPLOMA_1, Level.DIPLOMA_2, Level.PARTICIPANT]


def draft_announcement(contest: Contest, by: Any) -> Document:
    """The draft the committee reads before it decides (CT-01, CT-02)."""
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=f"О проведении конкурса «{contest.title}» (проект)",
        snapshot={**_announced(contest), "is_draft": True, "decision": ""},
        template="quality_mark/pdf/announcement.html",
        register="announcements",
        readers=readers.everybody_inside(contest),
        by=by,
    )


def announcement(contest: Contest) -> Document:
    """The announcement itself, public, in the place of its draft (CT-02)."""
    item = contest.announcing_item
    assert item is not None and item.paper is not None, "the committee has decided"
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=f"О проведении конкурса «{contest.title}»",
        snapshot={
            **_announced(contest),
            "is_draft": False,
            "decision": f"решение комитета от {item.paper.date:%d.%m.%Y} № {item.paper.number}",
        },
        template="quality_mark/pdf/announcement.html",
        register="announcements",
        readers=readers.everybody_inside(contest),
        is_public=True,
        supersedes=contest.announcement,
    )


def _announced(contest: Contest) -> dict[str, Any]:
    steps = contest.value("thresholds")
    return {
        "contest": {"number": contest.number, "title": contest.title, "about": contest.about.splitlines()},
        "opens_on": contest.opens_on,
        "closes_on": contest.closes_on,
        "nominations": [
            {
                "code": one.code,
                "title": one.title,
                "quota": one.quota,
                "criteria": "КН-5 (товар)" if one.criteria == Nomination.Criteria.KN5 else "КН-4 (практика, услуга)",
                "for_groups": one.for_groups,
            }
            for one in contest.nominations.order_by("code")
        ],
        "jury": [
            {"name": seat.person.short_name, "title": seat.title, "sector": str(seat.get_sector_display())}
            for seat in contest.jury.voters_on().order_by("sector", "pk")
        ],
        "rules": {
            "mark": str(steps["mark"]),
            "diploma_1": str(steps["diploma_1"]),
            "diploma_2": str(steps["diploma_2"]),
            "single": str(contest.value("single_entry")),
            "experts": int(contest.value("experts_min")),
            "visit_from": str(contest.value("visit_from")),
            "visit_share": str(contest.value("visit_share")),
        },
    }


def extension(contest: Contest, ground: str, by: Any) -> Document:
    """The window is open longer (CT-04)."""
    return _public_word(
        contest,
        "О продлении приёма заявок",
        [
            f"Приём заявок на конкурс «{contest.title}» (№ {contest.number}) продлён до {contest.closes_on:%d.%m.%Y} включительно. "
            f"По объявлению приём завершался {contest.extended_from:%d.%m.%Y}.",
            f"Основание: {ground}",
            "Продление возможно один раз. Поданные заявки повторно подавать не нужно.",
        ],
        by,
    )


def cancellation(contest: Contest) -> Document:
    """The contest is cancelled (CT-19)."""
    return _public_word(
        contest,
        f"Об отмене конкурса «{contest.title}»",
        [
            f"Конкурс «{contest.title}» (№ {contest.number}) отменён решением городского программного комитета.",
            f"Причина: {contest.fail_reason}",
            "Поданные заявки не рассматриваются; их содержание не раскрывается.",
        ],
        None,
    )


def _public_word(contest: Contest, title: str, lines: list[str], by: Any) -> Document:
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=title,
        snapshot={"lines": lines, "contest": {"number": contest.number, "title": contest.title}},
        template="quality_mark/pdf/word.html",
        register="announcements",
        readers=readers.everybody_inside(contest),
        is_public=contest.announcement is not None and contest.announcement.is_public,
        by=by,
    )


def list_of_entries(contest: Contest) -> Document:
    """The register of entries on the day the window closed (CT-05)."""
    rows = contest.entries.exclude(number="").select_related("nomination", "organization").order_by("registered_at")
    return issue(
        kind=Kind.SHEET,
        title=f"Журнал регистрации заявок на конкурс «{contest.title}»",
        snapshot={
            "contest": {"number": contest.number, "title": contest.title},
            "closed": timezone.localtime(),
            "rows": [
                {
                    "number": one.number,
                    "at": timezone.localtime(one.registered_at),
                    "organization": one.organization.short_name,
                    "title": one.title if one.status != "withdrawn" else "—",
                    "nomination": one.nomination.code,
                    "note": "отозвана" if one.status == "withdrawn" else "",
                }
                for one in rows
                if one.registered_at
            ],
        },
        template="quality_mark/pdf/entries.html",
        register="acts",
        readers=readers.jury_of(contest),
    )


def admission_minutes(contest: Contest, by: Any) -> Document:
    """The minutes of admission: what the secretary proposes and the jury's chair approves (CA-07)."""
    chair = contest.jury.leading_member()
    if chair is None:
        raise Refused("В жюри нет председателя: утвердить допуск некому.")
    return issue(
        kind=Kind.MINUTES,
        title=f"О допуске заявок к участию в конкурсе «{contest.title}»",
        snapshot={
            "body": contest.jury.title,
            "act": contest.jury.act,
            "contest": {"number": contest.number, "title": contest.title},
            "nominations": [_admission_of(one) for one in contest.nominations.order_by("code")],
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


def _admission_of(nomination: Nomination) -> dict[str, Any]:
    rows = nomination.entries.filter(status__in=["checking", "not_admitted"]).select_related("organization")
    told = [
        {
            "number": one.number,
            "title": one.title,
            "organization": one.organization.short_name,
            "is_admitted": one.finding == ContestApplication.Finding.ADMIT,
            "ground": GROUNDS.get(one.finding_ground, ""),
            "text": one.finding_text,
        }
        for one in rows.order_by("number")
    ]
    count = sum(bool(row["is_admitted"]) for row in told)
    words = {0: "не состоялась: допущенных заявок нет", 1: "не состоялась: допущена единственная заявка"}
    return {
        "code": nomination.code,
        "title": nomination.title,
        "rows": told,
        "outcome": words.get(count, f"состоялась: допущено {count}"),
        "is_single": count == 1,
    }


def act_of_visit(visit: SiteVisit, members: list[Any], by: Any) -> Document:
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
                "organization": entry.organization.full_name,
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


def results(contest: Contest, by: Any) -> Document:
    """The results, public: who got what, without the scores of anybody (CT-16)."""
    item = contest.results_item
    assert item is not None and item.paper is not None, "the committee has decided"
    rows = contest.entries.filter(status__in=["laureate", "diploma_1", "diploma_2", "participant"])
    told = rows.select_related("organization", "nomination").order_by("place", "number")
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=f"Об итогах конкурса «{contest.title}»",
        snapshot={
            "contest": {"number": contest.number, "title": contest.title},
            "decision": f"решения комитета от {item.paper.date:%d.%m.%Y} № {item.paper.number}",
            "nominations": [
                {
                    "code": one.code,
                    "title": one.title,
                    "failed": one.status == Nomination.Status.FAILED,
                    "is_single": one.is_single,
                    "rows": [
                        {
                            "title": entry.title,
                            "organization": entry.organization.short_name,
                            "level": str(entry.get_level_display()),
                        }
                        for level in LEVELS
                        for entry in told
                        if entry.nomination_id == one.pk and entry.level == level
                    ],
                }
                for one in contest.nominations.order_by("code")
            ],
        },
        template="quality_mark/pdf/results.html",
        register="announcements",
        readers=readers.everybody_inside(contest),
        is_public=True,
        by=by,
    )
