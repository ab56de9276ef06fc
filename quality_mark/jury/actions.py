"""The jury: CT-11…CT-13, CA-11, CA-15."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from casework import door, formats, workdays
from casework.door import Refused
from committee.agenda import actions as agenda
from journal.record import move, record
from programme.models import Person
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries import papers as entries_papers
from quality_mark.entries.entrants import interests
from quality_mark.entries.levels import Level
from quality_mark.entries.locking import hold
from quality_mark.entries.models import ContestApplication
from quality_mark.jury.models import JuryQuestion
from quality_mark.jury.mutual import judges_of_each_other
from quality_mark.kinds.words import ladder, title_at
from quality_mark.ranking import standings
from quality_mark.ranking.actions import issue_ranking
from quality_mark.ranking.places import Place
from quality_mark.visits.actions import Reason, appoint

Status = ContestApplication.Status


def unsettled(contest: Contest) -> list[Nomination]:
    """Held nominations the jury has not spoken on, with entries that are still in the contest."""
    held = contest.nominations.filter(status=Nomination.Status.HELD).exclude(questions__is_overturned=False)
    return [
        nomination for nomination in held.order_by("code") if nomination.entries.filter(status=Status.SCORED).exists()
    ]


def put_to_jury(contest: Contest, *, by: Person) -> None:
    """CT-11: one question a nomination, with the ranking sheet; entrants' people in the jury do not take part."""
    if contest.status == Contest.Status.RANKING:
        move(contest.put_to_jury, "Рейтинг вынесен на жюри", by=by)
    nominations = unsettled(contest)
    if not nominations:
        return
    contest.ranking_sheet = issue_ranking(contest, by=by)
    contest.save()
    for nomination in nominations:
        question = _question(contest, nomination, by)
        record(
            contest,
            "question",
            f"Вопрос жюри: номинация {nomination.code}",
            by=by,
            payload={"sheet": contest.ranking_sheet.number, "fingerprint": question.fingerprint},
        )


def _question(contest: Contest, nomination: Nomination, by: Person) -> JuryQuestion:
    ranking = standings.of(nomination)
    entries = {entry.pk: entry for entry in nomination.entries.filter(status=Status.SCORED)}
    places = [place for place in ranking.places if place.pk in entries]  # what was awarded already stays as it is
    lines = [
        f"{place.position}. № {entries[place.pk].number} «{entries[place.pk].title}» — {_points(entries[place.pk])}: "
        f"{place.level_title}."
        for place in places
    ]
    stopped = [entry for entry in entries.values() if entry.stops]
    lines += [f"№ {entry.number}: стоп-критерий «{entry.stops[0]}» — дисквалификация." for entry in stopped]
    needs_two_thirds = any(place.needs_qualified for place in places)
    gains = interests(nomination.entries.competing().select_related("organization", "person"))
    sheet = contest.ranking_sheet
    assert sheet is not None, "the sheet has been issued"
    item = agenda.propose_item(
        body=contest.jury,
        title=f"О рекомендации по номинации {nomination.code} «{nomination.title}»",
        question=f"Рейтинговая ведомость № {sheet.number}, отпечаток рейтинга {ranking.fingerprint[:16]}…\n"
        + "\n".join([*ranking.words, *lines]),
        draft_resolution="\n".join(_draft(nomination, places, entries, stopped)),
        resolutions=_resolutions(entries, needs_two_thirds),
        reporter=f"{by.short_name}, секретарь конкурса",
        materials=[sheet],
        conflicted_organizations=gains["conflicted_organizations"],
        interested_people={
            *gains["interested_people"],
            *Person.objects.filter(pk__in=judges_of_each_other(nomination)),
        },
        stays_inside=True,
        by=by,
    )
    return JuryQuestion.objects.create(nomination=nomination, item=item, sheet=sheet, fingerprint=ranking.fingerprint)


def _points(entry: ContestApplication) -> str:
    return formats.score(entry.score) if entry.score is not None else "—"


def _draft(
    nomination: Nomination,
    places: list[Place],
    entries: dict[int, ContestApplication],
    stopped: list[ContestApplication],
) -> list[str]:
    lines = []
    for level in (Level.MARK, Level.DIPLOMA_1, Level.DIPLOMA_2):
        named = [f"«{entries[place.pk].title}»" for place in places if place.level == level]
        if named:
            lines.append(f"Рекомендовать: {title_at(nomination.contest.rule, level)} — {', '.join(named)}.")
    lines += [f"Дисквалифицировать заявку № {entry.number} по стоп-критерию «{entry.stops[0]}»." for entry in stopped]
    return lines or [f"Не рекомендовать по номинации {nomination.code} никого: баллы ниже порогов."]


def _resolutions(entries: dict[int, ContestApplication], needs_two_thirds: bool) -> list[dict[str, Any]]:
    """By the ranking, against it, or first look again at an entry; a single entry gets the Mark by two thirds."""
    by_ranking: dict[str, Any] = {"code": "by_ranking", "title": "Рекомендовать по рейтингу"}
    if needs_two_thirds:
        by_ranking |= {"majority": "qualified"}
    return [
        by_ranking,
        {"code": "deviate", "title": "Отступить от рейтинга", "needs_reasons": True},
        *(
            {"code": f"recheck_{pk}", "title": f"Вернуть на проверку заявку № {entry.number}", "needs_reasons": True}
            for pk, entry in entries.items()
        ),
        *(
            {"code": f"disqualify_{pk}", "title": f"Дисквалифицировать заявку № {entry.number}", "needs_reasons": True}
            for pk, entry in entries.items()
        ),
    ]


def live_questions(contest: Contest) -> list[JuryQuestion]:
    """The questions of the nominations whose resolutions are not carried out yet."""
    rows = JuryQuestion.objects.filter(nomination__contest=contest, is_overturned=False, applied_at=None)
    return list(rows.select_related("nomination", "item"))


def settle_jury(contest: Contest) -> None:
    """CT-12, CT-13: every question is on signed minutes; do what the jury has resolved, nomination by nomination."""
    hold(contest.entries.filter(status=Status.SCORED))
    rechecks = [_apply(question) for question in live_questions(contest)]
    if any(rechecks):
        move(contest.send_back_to_check, "Жюри вернуло заявки на проверку", ground="определение жюри")
    elif not unsettled(contest) and not needs_levels(contest):
        _recommend(contest)


def _apply(question: JuryQuestion) -> bool:
    """Follow one verdict; True when the nomination goes back to be looked at (CT-13)."""
    item, nomination = question.item, question.nomination
    verb, _, pk = item.verdict.partition("_")
    question.applied_at = timezone.now()
    if item.verdict == "by_ranking":
        _by_ranking(nomination, question)
    elif item.verdict == "deviate":
        question.needs_levels = True
    else:  # recheck_17, disqualify_17, or the jury has resolved nothing
        question.is_overturned = True
    question.save()
    if verb == "disqualify":
        entry = ContestApplication.objects.get(pk=int(pk))
        _disqualify(entry, item.reasons, ground=_minutes(question))
    elif verb == "recheck":
        entry = ContestApplication.objects.get(pk=int(pk))
        day = workdays.add(workdays.local_date(), workdays_of(nomination.contest))
        appoint(entry, Reason.RECHECK, day, question=item.reasons)
    return verb in ("disqualify", "recheck")


def workdays_of(contest: Contest) -> int:
    """How many working days a repeated check may take (CT-13)."""
    return contest.regulation.term("contest.recheck").days


def _minutes(question: JuryQuestion) -> str:
    paper = question.item.paper
    return f"протокол жюри № {paper.number}" if paper else "решение жюри"


def _by_ranking(nomination: Nomination, question: JuryQuestion) -> None:
    """The recommendation follows the ranking the jury has voted on; nothing in it may have changed since."""
    ranking = standings.of(nomination)
    if ranking.fingerprint != question.fingerprint:
        question.is_overturned = True
        record(
            nomination.contest,
            "ranking_changed",
            f"Рейтинг номинации {nomination.code} изменился после вынесения на жюри: вопрос вносится заново",
        )
        return
    levels = {place.pk: (place.level, place.position) for place in ranking.places}
    _recommend_levels(nomination, levels, question)


def _recommend_levels(nomination: Nomination, levels: dict[int, tuple[str, int]], question: JuryQuestion) -> None:
    ground = _minutes(question)
    for entry in nomination.entries.filter(status=Status.SCORED):
        if entry.stops:
            _disqualify(entry, f"стоп-критерий «{entry.stops[0]}»: оценка 0", ground=ground)
            continue
        entry.level, entry.place = levels[entry.pk]
        verb = entry.not_shortlist if entry.level == Level.PARTICIPANT else entry.shortlist
        move(verb, f"Решение жюри: {entry.get_level_display()}", ground=ground)
        door.notify_waiters(entry)


def _disqualify(entry: ContestApplication, why: str, *, ground: str) -> None:
    """CA-15: disqualify an entry."""
    move(entry.disqualify, "Заявка дисквалифицирована жюри", payload={"minutes": ground}, ground=why, why=why)
    entries_papers.disqualified(entry, ground)
    door.notify_waiters(entry)


def needs_levels(contest: Contest) -> list[JuryQuestion]:
    """Where the jury has deviated from the ranking and the levels are still to be entered from its minutes."""
    rows = JuryQuestion.objects.filter(nomination__contest=contest, is_overturned=False, needs_levels=True)
    return list(rows.select_related("nomination", "item"))


def ceiling(entry: ContestApplication, contest: Contest) -> list[str]:
    """The levels an entry's score allows: a jury may be stricter than the ranking, or choose among equals, never above a threshold."""
    limits = {rung: level.reached_from(contest.regulation) for rung, level in ladder(contest.rule)}
    if entry.nomination.is_single:
        limits[Level.MARK] = Decimal(contest.value("single_entry"))
    assert entry.score is not None
    return [*(level for level, limit in limits.items() if entry.score >= limit), Level.PARTICIPANT]


def enter_levels(contest: Contest, *, by: Person, levels: dict[int, str]) -> None:
    """The secretary enters the levels as the signed minutes name them; quota and thresholds hold as before."""
    hold(contest.entries.filter(status=Status.SCORED))
    for question in needs_levels(contest):
        nomination = question.nomination
        entries = [entry for entry in nomination.entries.filter(status=Status.SCORED) if not entry.stops]
        named = {entry: levels[entry.pk] for entry in entries}
        if sum(level == Level.MARK for level in named.values()) > nomination.quota:
            what = "Знаков" if contest.rule.gives_mark else f"отмеченных уровнем «{title_at(contest.rule, Level.MARK)}»"
            raise Refused(f"В номинации {nomination.code} {what} больше квоты ({nomination.quota}).")
        for entry, level in named.items():
            if level not in ceiling(entry, contest):
                raise Refused(
                    f"Заявка № {entry.number}: балл {_points(entry)} не даёт права на «{title_at(contest.rule, level)}»."
                )
        order = sorted(entries, key=lambda row: (list(Level.values).index(named[row]), -(row.score or 0), row.number))
        positions = {row.pk: (named[row], n) for n, row in enumerate(order, 1)}
        _recommend_levels(nomination, positions, question)
        question.needs_levels = False
        question.save()
        payload = {entry.number: named[entry] for entry in entries}
        record(
            contest, "enter_levels", f"Внесены рекомендации жюри по номинации {nomination.code}", by=by, payload=payload
        )
    if not unsettled(contest):
        _recommend(contest)


def _recommend(contest: Contest) -> None:
    """CT-12: the recommendations go to the committee."""
    papers_named = sorted(
        {
            question.item.paper.number
            for question in JuryQuestion.objects.filter(nomination__contest=contest, is_overturned=False)
            if question.item.paper
        }
    )
    move(contest.recommend, "Жюри дало рекомендации", ground=f"протокол жюри № {', '.join(papers_named)}")
