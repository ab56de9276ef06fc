"""What the pages of a contest show: its progress, its history, its papers, its nominations."""

from typing import Any

from django.db.models import Q, QuerySet

from casework.pages import Event, history, progress, timeline
from committee.models import AgendaItem, Meeting
from documents.models import Document
from programme.access import has_role
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.entries.levels import Level
from quality_mark.entries.models import ContestApplication
from quality_mark.entries.querysets import COMPETING
from quality_mark.jury.models import JuryQuestion
from quality_mark.kinds.words import title_at

ContestStatus = Contest.Status

CONTEST_STEPS = [
    ("Объявление", {ContestStatus.PLANNED, ContestStatus.ANNOUNCED}),
    ("Приём заявок", {ContestStatus.ACCEPTING, ContestStatus.CLOSED}),
    ("Проверка", {ContestStatus.CHECKING}),
    ("Оценка", {ContestStatus.EVALUATING, ContestStatus.RANKING}),
    ("Жюри", {ContestStatus.JURY}),
    ("Комитет", {ContestStatus.COMMITTEE}),
    ("Итоги", {ContestStatus.RESULTS, ContestStatus.APPEALS}),
    ("Вручение", {ContestStatus.AWARDING, ContestStatus.COMPLETED}),
]

# Of what happens inside the office and the jury the public timeline is silent until the results.
QUIET = ["draw", "plan_visits", "question", "enter_levels", "issue_ranking", "propose_results", "find", "take_score"]


def contest_steps(contest: Contest) -> list[tuple[str, str]]:
    """The progress of a contest."""
    return progress(CONTEST_STEPS, contest.status, is_over=contest.status == ContestStatus.COMPLETED)


def timeline_of(subject: Contest | ContestApplication, *, is_inside: bool, is_own: bool = False) -> list[Event]:
    """What happened: the office's own doings to those inside only, grounds also to the entrant."""
    entries = history(subject)
    if not is_inside:
        entries = entries.exclude(verb__in=QUIET)
    if not (is_inside or is_own):
        entries = entries.exclude(after="")
    return timeline(entries, has_grounds=is_inside or is_own)


def is_inside(contest: Contest, person: Any) -> bool:
    """Is it somebody of the office, the jury or the audit?"""
    return has_role(person, "contest_secretary", "auditor") or contest.jury.is_member(person)


def contest_papers(contest: Contest, person: Any) -> list[Document]:
    """The contest's papers that the person may see, newest first."""
    return list(Document.objects.visible_to(person).among(*papers_among(contest)).order_by("-pk"))


def papers_among(contest: Contest) -> list[Any]:
    """Its papers as queries for their keys; the acts of visits stand with their entries."""
    questions = JuryQuestion.objects.filter(nomination__contest=contest)
    meetings = Meeting.objects.filter(lines__item__in=questions.values("item")).exclude(minutes=None)
    papers = [contest.announcement_id, contest.admission_minutes_id, contest.ranking_sheet_id, contest.results_paper_id]
    if contest.results_item and contest.results_item.paper:
        papers.append(contest.results_item.paper.pk)
    named = Document.objects.filter(
        snapshot__contest__number=contest.number, register__in=["announcements", "acts", "jury"]
    ).exclude(template="quality_mark/pdf/visit.html")
    own = Document.objects.filter(pk__in=[pk for pk in papers if pk])
    return [own.values("pk"), questions.values("sheet"), meetings.values("minutes"), named.values("pk")]


def holding(paper: Document) -> QuerySet[Contest]:
    """The contests whose list has this paper: the reverse of `papers_among`."""
    asked = JuryQuestion.objects.filter(Q(sheet=paper) | Q(item__lines__meeting__minutes=paper))
    own = Q(announcement=paper) | Q(admission_minutes=paper) | Q(ranking_sheet=paper) | Q(results_paper=paper)
    own |= Q(results_item__decision__document=paper) | Q(pk__in=asked.values("nomination__contest"))
    named = paper.snapshot.get("contest")
    year, _, serial = str(named.get("number", "") if isinstance(named, dict) else "").partition("/")
    is_listed = paper.register in ("announcements", "acts", "jury") and paper.template != "quality_mark/pdf/visit.html"
    if is_listed and year.isdecimal() and serial.isdecimal():
        own |= Q(year=int(year), serial=int(serial))
    return Contest.objects.filter(own).distinct()


def nominations(contest: Contest, person: Any) -> list[dict[str, Any]]:
    """Each nomination in words, with the entries the person may see; nothing at all of them until the window has closed."""
    rows = list(contest.nominations.order_by("code"))
    if contest.is_sealed:
        return [
            {"nomination": nomination, "entries": [], "words": f"{_what(contest)} — не больше {nomination.quota}"}
            for nomination in rows
        ]
    inside, is_published = is_inside(contest, person), contest.status in Contest.PUBLISHED
    visible = ContestApplication.objects.all() if inside else ContestApplication.objects.public()
    entries = list(
        visible.filter(contest=contest)
        .exclude(number="")
        .select_related("organization", "person", "nomination")
        .order_by("place", "number")
    )
    for entry in entries:
        entry.contest = contest  # what a level is called is said by its kind
    is_hidden = contest.rule.hides_entrants and not inside  # of whom is not shown everybody knows how many they are
    counted = list(contest.entries.exclude(number="")) if is_hidden else entries
    order = {level: n for n, level in enumerate(Level.values)}
    if is_published:
        entries.sort(key=lambda entry: (order.get(entry.level, 9), entry.number))
    return [
        {
            "nomination": nomination,
            "entries": [entry for entry in entries if entry.nomination_id == nomination.pk],
            "words": _state_in_words(
                nomination, contest, [entry for entry in counted if entry.nomination_id == nomination.pk]
            ),
        }
        for nomination in rows
    ]


def own_entries(contest: Contest, person: Any) -> QuerySet[ContestApplication]:
    """What the reader's organisations have entered: its decisions are appealed from here too."""
    rows = ContestApplication.objects.of_person(person).filter(contest=contest).exclude(number="")
    return rows.select_related("contest").order_by("pk")


def _what(contest: Contest) -> str:
    """What the first level gives, in words."""
    return "Знаков" if contest.rule.gives_mark else f"«{title_at(contest.rule, Level.MARK)}»"


def _state_in_words(nomination: Nomination, contest: Contest, entries: list[ContestApplication]) -> str:
    if contest.status in (ContestStatus.CLOSED, ContestStatus.CHECKING):
        return "Заявки проверяются"
    if nomination.status == Nomination.Status.FAILED:
        return "Не состоялась: допущенных заявок нет"
    if nomination.is_single:
        return "Допущена единственная заявка: Знак возможен от 85 баллов решением жюри двумя третями"
    if contest.status in Contest.PUBLISHED:
        marks = sum(entry.level == Level.MARK for entry in entries)
        given = "Знаков присвоено" if contest.rule.gives_mark else _what(contest)
        return f"{given}: {marks} из {nomination.quota}"
    return f"Состоялась, участвуют заявок: {sum(entry.status in COMPETING for entry in entries)}"


def desk_row(contest: Contest) -> dict[str, Any]:
    """A row of the desk; until the window has closed, without the number of entries."""
    entries = contest.entries.exclude(number="").exclude(status="withdrawn")
    return {
        "contest": contest,
        "entries": None if contest.is_sealed else entries.count(),
        "questions": AgendaItem.objects.waiting_for_a_sitting(contest.jury).count(),
    }
