"""The announcements of a contest: its draft, the announcement, the extension, the cancellation."""

from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import CriteriaSet, Person
from programme.regulations.recourse import term_in_words
from quality_mark.contests import readers
from quality_mark.contests.models import Contest
from quality_mark.entries.levels import Level
from quality_mark.kinds.words import gives_in_words, ladder

LEVELS = [Level.MARK, Level.DIPLOMA_1, Level.DIPLOMA_2, Level.PARTICIPANT]
CRITERIA = {"KN4": "КН-4 (практика, услуга)", "KN5": "КН-5 (товар)"}


def draft_announcement(contest: Contest, by: Person) -> Document:
    """The draft the committee reads before it decides (CT-01, CT-02)."""
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=f"О проведении конкурса «{contest.title}» (проект)",
        snapshot={**_announced(contest), "is_draft": True, "decision": ""},
        template=_template(contest),
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
        template=_template(contest),
        register="announcements",
        readers=readers.everybody_inside(contest),
        is_public=True,
        supersedes=contest.announcement,
    )


def _announced(contest: Contest) -> dict[str, Any]:
    return {
        "contest": {"number": contest.number, "title": contest.title, "about": contest.about.splitlines()},
        "opens_on": contest.opens_on,
        "closes_on": contest.closes_on,
        "nominations": [
            {
                "code": nomination.code,
                "title": nomination.title,
                "quota": nomination.quota,
                "criteria": CRITERIA.get(nomination.criteria) or CriteriaSet.in_force(nomination.criteria).title,
                "for_groups": nomination.for_groups,
            }
            for nomination in contest.nominations.order_by("code")
        ],
        "jury": [
            {"name": seat.person.short_name, "title": seat.title, "sector": str(seat.get_sector_display())}
            for seat in contest.jury.voters_on().order_by("sector", "pk")
        ],
        **(_rules_of_the_mark(contest) if contest.rule.gives_mark else _rules_of_the_kind(contest)),
    }


def _template(contest: Contest) -> str:
    return f"quality_mark/pdf/{'announcement' if contest.rule.gives_mark else 'announcement_of_kind'}.html"


def _rules_of_the_mark(contest: Contest) -> dict[str, Any]:
    """The numbers of the Положение (3.3)."""
    steps = {rung: str(level.reached_from(contest.regulation)) for rung, level in ladder(contest.rule)}
    return {
        "rules": {
            **steps,
            "single": str(contest.value("single_entry")),
            "experts": int(contest.value("experts_min")),
            "appeal_term": term_in_words(),
            "visit_from": str(contest.value("visit_from")),
            "visit_share": str(contest.value("visit_share")),
        }
    }


def _rules_of_the_kind(contest: Contest) -> dict[str, Any]:
    """What the pinned kind says of whoever enters, of levels, of the vote and the visits (K1)."""
    rule = contest.rule
    return {
        "kind": {"title": contest.kind.title, "version": contest.kind.version, "fingerprint": contest.kind.fingerprint},
        "entrants": rule.entrants_words,
        "conditions": rule.conditions(),
        "levels": [
            {"title": level.title, "from": str(level.reached_from(contest.regulation)), "gives": gives_in_words(level)}
            for level in rule.levels
        ],
        "public_vote": rule.public_vote,
        "site_visits": rule.site_visits,
        "rules": {"experts": rule.experts_min or int(contest.value("experts_min")), "appeal_term": term_in_words()},
    }


def extension(contest: Contest, ground: str, by: Person) -> Document:
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


def _public_word(contest: Contest, title: str, lines: list[str], by: Person | None) -> Document:
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
