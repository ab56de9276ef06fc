"""The committee and the end of a contest: CT-14…CT-18, CA-12, CA-13."""

from typing import Any

from django.utils import timezone

from casework import door, roles, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from casework.reentering import reenter_case
from committee.agenda import actions as agenda
from committee.agenda.recourse import appealed_at
from committee.minutes.papers import quoted
from documents.models import Document
from journal.models import Entry
from journal.record import key, move, record
from programme.models import Person
from quality_mark.awards.actions import award
from quality_mark.contests.contested import is_contested
from quality_mark.contests.models import Contest
from quality_mark.entries import papers as entries_papers
from quality_mark.entries.entrants import interests, shown_name
from quality_mark.entries.levels import Level
from quality_mark.entries.locking import hold
from quality_mark.entries.models import ContestApplication
from quality_mark.jury.actions import unsettled
from quality_mark.jury.models import JuryQuestion
from quality_mark.kinds.words import ladder, title_at
from quality_mark.marks.papers import committee_chair
from quality_mark.media.actions import enter_media_plan
from quality_mark.placements.actions import grant_all
from quality_mark.results import papers
from quality_mark.results.resolutions import resolutions

Status = ContestApplication.Status
AWARDING = [
    (Level.MARK, "Присвоить красноярский «Знак качества»"),
    (Level.DIPLOMA_1, "Наградить Дипломом I степени"),
    (Level.DIPLOMA_2, "Наградить Дипломом II степени"),
]


def propose_results(contest: Contest, *, by: Person, question: str, draft_resolution: str) -> None:
    """The committee is asked to approve the results: the jury's minutes and the ranking sheets are its materials."""
    live = JuryQuestion.objects.filter(nomination__contest=contest, is_overturned=False).select_related("item", "sheet")
    materials = {row.sheet for row in live} | {row.item.paper for row in live if row.item.paper}
    if contest.admission_minutes:
        materials.add(contest.admission_minutes)
    competing = contest.entries.filter(status__in=[Status.SHORTLISTED, Status.NOT_SHORTLISTED])
    deviations = [row.nomination.code for row in live if row.item.verdict == "deviate"]
    contest.results_item = agenda.propose_item(
        title=question,
        question=_known(contest, deviations),
        draft_resolution=draft_resolution,
        resolutions=appealed_at(contest.get_absolute_url(), resolutions(contest.rule.requires_head_act)),
        about=f"конкурса {quoted(contest.title)}",
        reporter=f"{by.short_name}, секретарь конкурса",
        materials=sorted(materials, key=lambda paper: paper.pk),
        annex=table_of_results(contest),
        concerned=[roles.CONTEST_SECRETARY],
        **interests(competing.select_related("organization", "person")),
        by=by,
    )
    contest.save()
    record(contest, "propose_results", "Итоги вынесены на утверждение комитета", by=by)


def _known(contest: Contest, deviations: list[str]) -> str:
    """What the members should know before they vote, in words (Russian)."""
    rows = contest.entries.filter(status__in=[Status.SHORTLISTED, Status.NOT_SHORTLISTED])
    rungs = [*(rung for rung, _ in ladder(contest.rule)), Level.PARTICIPANT]
    counts = [f"{title_at(contest.rule, rung)} — {rows.filter(level=rung).count()}" for rung in rungs]
    against = (
        f"Жюри отступило от рейтинга в номинациях: {', '.join(deviations)}; мотивы — в протоколе жюри."
        if deviations
        else "Жюри следовало рейтингу во всех номинациях."
    )
    return f"Рекомендации жюри: {', '.join(counts)}. {against}"


def draft_of_results(contest: Contest) -> list[str]:
    """The points of a draft decision: who gets what, nomination by nomination."""
    lines = []
    related = ("organization", "person", "nomination", "contest__kind")
    rows = contest.entries.filter(status=Status.SHORTLISTED).select_related(*related)
    for level, words in AWARDING if contest.rule.gives_mark else _awarding_of_the_kind(contest):
        named = [
            f"{shown_name(entry)} ({_of_whom(entry)}{entry.nomination.code})"
            for entry in rows.filter(level=level).order_by("nomination__code", "place")
        ]
        if named:
            lines.append(f"{words}: {'; '.join(named)}.")
    return [*lines, "Поручить секретариату конкурса опубликовать итоги и выдать свидетельства."]


def _of_whom(entry: ContestApplication) -> str:
    """Nobody is named in the resolution of a contest whose entrants are not shown."""
    return "" if entry.contest.rule.hides_entrants else f"{entry.entrant_name}, "


def _awarding_of_the_kind(contest: Contest) -> list[tuple[str, str]]:
    """The rungs of a kind other than the Mark, with what is resolved about each."""
    return [(rung, f"Уровень «{level.title}» ({level.gives_words})") for rung, level in ladder(contest.rule)]


def _terms(contest: Contest) -> dict[str, str]:
    """For how long each rung gives what it gives."""
    if contest.rule.gives_mark:
        return {Level.MARK: f"{contest.regulation.value('mark.validity_months')} мес. со дня решения"}
    return {rung: f"{level.months} мес." for rung, level in ladder(contest.rule) if level.months}


def table_of_results(contest: Contest) -> dict[str, Any]:
    """Who gets what (domain 4.4, 2): it stands in the decision if the committee approves the results."""
    rows = contest.entries.filter(status=Status.SHORTLISTED).exclude(level=Level.PARTICIPANT)
    ordered = sorted(
        rows.select_related("organization", "person", "nomination", "contest__kind"),
        key=lambda entry: (Level.values.index(entry.level), entry.nomination.code, entry.place or 0),
    )
    terms = _terms(contest)
    return {
        "verdict": "approve",
        "title": "Кому и что присвоено",
        "head": [
            "Организация" if contest.rule.gives_mark else "Участник",
            "ИНН",
            "Объект",
            "Номинация",
            "Уровень",
            "Срок",
        ],
        "rows": [
            [
                *_entrant_in_table(entry),
                f"{entry.nomination.code}. {entry.nomination.title}",
                entry.get_level_display(),
                terms.get(entry.level, "без срока"),
            ]
            for entry in ordered
        ],
    }


def _entrant_in_table(entry: ContestApplication) -> list[str]:
    """Whose, the INN of an organisation, what; only a number where the kind does not show who enters."""
    if entry.contest.rule.hides_entrants:
        return [f"Заявка № {entry.number}", "—", "не публикуется"]
    inn = entry.organization.inn if entry.organization else ""
    return [entry.entrant_full_name, inn or "—", entry.title]


def apply_results(contest: Contest) -> None:
    """CT-14, CT-15: what the committee has decided, once it is in force."""
    item = contest.results_item
    assert item is not None, "the committee was asked"
    ground = f"вопрос повестки: {item.title}"
    if item.is_effective and item.verdict == "approve":
        for entry in hold(contest.entries.filter(status__in=[Status.SHORTLISTED, Status.NOT_SHORTLISTED])):
            _award(entry, ground)
        move(contest.approve, "Комитет утвердил итоги", ground=ground)
    elif item.is_effective and item.verdict == "return":
        for entry in hold(contest.entries.filter(status__in=[Status.SHORTLISTED, Status.NOT_SHORTLISTED])):
            move(entry.return_to_jury, "Комитет вернул итоги жюри", ground=item.reasons)
        JuryQuestion.objects.filter(nomination__contest=contest).update(is_overturned=True)
        move(contest.return_to_jury, "Комитет вернул итоги жюри", ground=item.reasons)
        for reader in contest.jury.reader_keys():
            notify(
                reader,
                f"item:{item.pk}:returned",
                "Комитет вернул итоги конкурса жюри",
                f"{contest.title}. {item.reasons}",
                contest.get_absolute_url(),
            )
    else:
        record(contest, "not_approved", "Комитет не рассмотрел итоги", ground=item.motive or item.reasons)


def _award(entry: ContestApplication, ground: str) -> None:
    """CA-12, CA-13: the status of an entry after the decision of the committee."""
    verb = {
        Level.MARK: entry.become_laureate,
        Level.DIPLOMA_1: entry.receive_diploma_1,
        Level.DIPLOMA_2: entry.receive_diploma_2,
        Level.PARTICIPANT: entry.take_part,
    }[Level(entry.level)]
    move(verb, f"Итог конкурса: {entry.get_level_display()}", ground=ground)
    door.notify_waiters(entry)


def publish_results(contest: Contest, *, by: Person) -> None:
    """CT-16: the results are public; every entrant is told the own score and nobody else's."""
    for entry in _untold(contest):
        entries_papers.result_of(entry, by)
    contest.results_paper = papers.results(contest, by)
    move(contest.open_appeals, "Итоги опубликованы, идёт срок подачи апелляций", by=by, at=timezone.now())
    if unsettled(contest):  # a result was set aside while the committee was still busy with another
        _recount(contest, None, "результат отменён по апелляции")


def _untold(contest: Contest) -> list[ContestApplication]:
    """Entries whose result has not been published yet: all of them, or what was judged again."""
    rows = list(contest.entries.filter(status__in=["laureate", "diploma_1", "diploma_2", "participant"]))
    if contest.results_at is None:
        return rows
    decided = {key(entry): entry for entry in rows}
    news = Entry.objects.filter(subject__in=decided, at__gt=contest.results_at).exclude(after="")
    return [decided[subject] for subject in sorted(set(news.values_list("subject", flat=True)))]


def close_appeals(contest: Contest) -> None:
    """CT-17: the term is over; what is contested is waited for."""
    if is_contested(contest):
        record(contest, "wait_for_verdicts", "Срок подачи апелляций истёк, ждём решений по принятым апелляциям")
        return
    move(contest.close_appeals, "Срок подачи апелляций истёк, начинается вручение")
    grant_all(contest)
    enter_media_plan(contest)


def look_at_appeals(contest: Contest) -> None:
    """CT-17: an appeal is over, and with the last one the waiting, if the term is."""
    with locked(contest.case.pk):
        fresh = Contest.objects.get(pk=contest.pk)
        if fresh.status != Contest.Status.APPEALS or is_contested(fresh) or fresh.results_at is None:
            return
        if workdays.due(fresh.case.term("contest.appeals"), fresh.results_at) < timezone.now():
            move(fresh.close_appeals, "Апелляции рассмотрены, начинается вручение")
            grant_all(fresh)
            enter_media_plan(fresh)
            door.notify_waiters(fresh)


def judge_again(entry: ContestApplication, *, by: Person | None, ground: str, paper: Document) -> None:
    """CA-16, CA-17, CT-20: a result is set aside by an appeal; its nomination goes to the jury, and nothing of anybody else changes (A5)."""
    with locked(entry.contest.case.pk), locked(entry.case.pk):
        entry = ContestApplication.objects.select_related("contest", "nomination").get(pk=entry.pk)
        letter, contest = entries_papers.letter_of(entry), entry.contest
        is_result = entry.status in (Status.PARTICIPANT, Status.NOT_SHORTLISTED)
        verb = entry.set_result_aside if is_result else entry.set_award_aside
        move(verb, "Результат отменён по апелляции, жюри рассмотрит заявку заново", by=by, ground=ground)
        JuryQuestion.objects.filter(nomination=entry.nomination, is_overturned=False).update(is_overturned=True)
        entries_papers.set_aside(letter, ground, paper)
        entries_papers.judged_again(entry, ground)
        reenter_case(entry.case, "judged_again", by=by)
        if contest.status == Contest.Status.APPEALS:
            _recount(contest, by, ground)
        door.notify_waiters(contest)


def _recount(contest: Contest, by: Person | None, ground: str) -> None:
    """CT-20: back to the ranking of one nomination; everybody else receives what was awarded without waiting."""
    if committee_chair() is not None:
        award(contest, by=by)
    move(contest.recount, "Номинация пересматривается по апелляции", by=by, ground=ground)


def complete(contest: Contest, *, by: Person) -> None:
    """CT-18: certificates and diplomas are issued, the Marks stand in the register."""
    if is_contested(contest):
        raise Refused("Результат этого конкурса обжалуется: вручение начнётся, когда апелляцию рассмотрят.")
    award(contest, by=by)
    move(contest.complete, "Свидетельства и дипломы выданы, конкурс завершён", by=by)
