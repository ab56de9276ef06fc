"""A contest before its entries are checked, and its cancellation: CT-01…CT-07, CT-19."""

from datetime import date, timedelta

from casework import deadlines, door, roles, workdays
from casework.door import Refused
from casework.locking import locked
from casework.models import Waiting
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.bodies import actions as bodies
from committee.minutes.papers import quoted
from committee.models import Body, BodyMember
from journal.record import move, record
from programme.models import Person, Regulation
from quality_mark.admission import papers as admission_papers
from quality_mark.admission.actions import close_entries
from quality_mark.contests import papers
from quality_mark.contests.models import Cancellation, Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.contests.resolutions import CANCELLING, RESOLUTIONS
from quality_mark.entries.cases import EntryCase
from quality_mark.entries.late_papers import awaited, last_day
from quality_mark.kinds.models import ContestKind
from quality_mark.kinds.words import nominations_of
from quality_mark.voting.actions import stop_voting

Status = Contest.Status


def plan(
    *,
    by: Person,
    title: str,
    about: str,
    opens_on: date,
    closes_on: date,
    act: str,
    quotas: dict[str, int],
    seats: list[tuple[Person, str]],
    chair: Person,
    kind: ContestKind | None = None,
) -> Contest:
    """CT-01: the secretary creates a contest of a kind (the Mark unless told) with its dates, nominations and jury."""
    kind = kind or ContestKind.objects.in_force().get(code="mark")
    require_window(opens_on, closes_on, Regulation.in_force())
    serial = 1 + Contest.objects.filter(year=opens_on.year).count()
    jury = _jury(title, f"{opens_on.year}/{serial}", act, seats, chair, by)
    contest = Contest.objects.create(
        kind=kind,
        year=opens_on.year,
        serial=serial,
        title=title.strip(),
        about=about.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        jury=jury,
        created_by=by,
    )
    _nominate(contest, quotas)
    record(contest, "plan", f"Запланирован конкурс № {contest.number}", by=by, after=contest.status, ground=act)
    return contest


def _nominate(contest: Contest, quotas: dict[str, int]) -> None:
    """The nominations of the kind that have a quota in this contest."""
    for row in nominations_of(contest.rule):
        if quota := quotas.get(row.code, 0):
            Nomination.objects.create(
                contest=contest,
                code=row.code,
                title=row.title,
                area=row.area,
                quota=quota,
                criteria=row.criteria,
                for_groups=row.for_groups,
            )


def require_window(opens_on: date, closes_on: date, regulation: Regulation) -> None:
    """The window may not be shorter than the regulation says."""
    least = int(regulation.value("contest.window_min_days"))
    days = workdays.between(opens_on, closes_on)
    if days < least:
        raise Refused(f"Приём заявок должен идти не меньше {least} рабочих дней, а в этих датах их {max(days, 0)}.")


def _jury(title: str, number: str, act: str, seats: list[tuple[Person, str]], chair: Person, by: Person) -> Body:
    jury = bodies.establish(
        kind=Body.Kind.JURY,
        title=f"Жюри конкурса «{title.strip()}»"[:200],
        title_genitive=f"жюри конкурса «{title.strip()}»"[:200],
        act=act,
        by=by,
        minutes_register="jury",
        minutes_parts={"contest": number},
        issues_decisions=False,
        sitting_sectors=2,
        secretary_role="contest_secretary",
    )
    for person, sector in seats:
        role = BodyMember.Role.CHAIR if person == chair else BodyMember.Role.MEMBER
        bodies.seat(jury, person=person, sector=sector, ground=act, role=role, by=by)
    bodies.seat(jury, person=by, sector="authority", ground=act, role=BodyMember.Role.SECRETARY, by=by)
    return jury


def propose(contest: Contest, *, by: Person, question: str, draft_resolution: str) -> None:
    """CT-02: the committee is asked to announce the contest; the draft announcement is the material."""
    require_window(_opening(contest), contest.closes_on, contest.regulation)
    _take_the_version_in_force(contest)
    draft = papers.draft_announcement(contest, by)
    contest.announcing_item = agenda.propose_item(
        title=question,
        question=f"Приём заявок с {contest.opens_on:%d.%m.%Y} по {contest.closes_on:%d.%m.%Y}, "
        f"номинаций — {contest.nominations.count()}, членов жюри — {contest.jury.voters_on().count()}.",
        draft_resolution=draft_resolution,
        resolutions=RESOLUTIONS,
        about=f"конкурса {quoted(contest.title)}",
        reporter=f"{by.short_name}, секретарь конкурса",
        materials=[draft],
        by=by,
    )
    contest.announcement = draft
    contest.save()
    record(contest, "propose", "Объявление конкурса вынесено на комитет", by=by, payload={"draft": draft.number})


def _take_the_version_in_force(contest: Contest) -> None:
    """K1: a contest is announced by the version of its kind that is in force, and stays by it."""
    newest = ContestKind.objects.in_force().get(code=contest.kind.code)
    if newest.pk == contest.kind_id:
        return
    known = {row.code for row in nominations_of(newest.rule)}
    if gone := sorted(set(contest.nominations.values_list("code", flat=True)) - known):
        raise Refused(
            f"Вид конкурсов изменился, номинаций {', '.join(gone)} в нём больше нет. Внесите вопрос об отмене этого конкурса "
            "и создайте новый по действующей версии."
        )
    contest.kind = newest
    record(contest, "take_version", f"Конкурс идёт по версии {newest.version} вида «{newest.title}»")


def _opening(contest: Contest) -> date:
    """The day the window can open: not before tomorrow."""
    return max(contest.opens_on, workdays.local_date() + timedelta(days=1))


def apply_announcing(contest: Contest) -> None:
    """CT-02: the committee's decision is in force, the announcement is public; or it is not, and the contest stays planned."""
    item = contest.announcing_item
    assert item is not None, "the committee was asked"
    if not (item.is_effective and item.verdict == "announce"):
        record(contest, "not_announced", "Комитет не объявил конкурс", ground=item.reasons or item.motive)
        notify(
            roles.CONTEST_SECRETARY,
            f"contest:{contest.pk}:{item.pk}:not_announced",
            "Комитет не объявил конкурс",
            f"{contest.title}. {item.reasons or item.motive}",
            contest.get_absolute_url(),
        )
        return
    _keep_the_window_whole(contest)
    contest.announcement = papers.announcement(contest)
    move(contest.announce, "Конкурс объявлен", ground=f"решение комитета: {item.title}")


def _keep_the_window_whole(contest: Contest) -> None:
    """If the decision came late, move the window: entrants keep all their working days."""
    opening = _opening(contest)
    if opening == contest.opens_on:
        return
    days = workdays.between(contest.opens_on, contest.closes_on)
    was, contest.opens_on = contest.opens_on, opening
    contest.closes_on = workdays.add(opening, days)
    record(
        contest,
        "shift_window",
        f"Приём заявок сдвинут на {opening:%d.%m.%Y} — {contest.closes_on:%d.%m.%Y}",
        ground=f"решение вступило в силу позже назначенного дня {was:%d.%m.%Y}",
    )


def open_window(contest: Contest) -> None:
    """CT-03: the day has come."""
    move(contest.open_window, "Открыт приём заявок", payload={"until": f"{contest.closes_on:%Y-%m-%d}"})
    door.notify_waiters(contest)


def extend(contest: Contest, *, by: Person, closes_on: date, ground: str) -> None:
    """CT-04: once, by ten working days at most, before the window closes. Under the lock of the contest's case."""
    if contest.status != Status.ACCEPTING:
        raise Refused("Продлить можно только идущий приём заявок.")
    if contest.extended_from is not None:
        raise Refused("Приём уже продлевали: второй раз нельзя.")
    most = int(contest.value("extension_max_days"))
    days = workdays.between(contest.closes_on, closes_on)
    if not 1 <= days <= most:
        raise Refused(
            f"Продлить можно на срок от 1 до {most} рабочих дней: до {workdays.add(contest.closes_on, most):%d.%m.%Y}."
        )
    move(contest.extend, f"Приём заявок продлён до {closes_on:%d.%m.%Y}", by=by, ground=ground, closes_on=closes_on)
    cases = [contest.case.pk, *EntryCase.objects.filter(entry__contest=contest).values_list("pk", flat=True)]
    on_paper = set(EntryCase.objects.filter(entry__in=awaited(contest)).values_list("pk", flat=True))
    for waiting in Waiting.objects.open().filter(deadline="contest.window", process__in=cases):
        deadlines.move_to(waiting, workdays.end_of(last_day(contest) if waiting.process_id in on_paper else closes_on))
    papers.extension(contest, ground, by)
    for entry in contest.entries.filter(status="draft"):
        notify(
            entry.member_key,
            f"contest:{contest.pk}:extended",
            f"Приём заявок на конкурс продлён до {closes_on:%d.%m.%Y}",
            contest.title,
            contest.get_absolute_url(),
        )


def close_window(contest: Contest) -> None:
    """CT-05, then CT-06 or CT-07 at once: the last day is over."""
    move(contest.close_window, "Приём заявок завершён")
    admission_papers.list_of_entries(contest)
    if contest.entries.entered().exists() or awaited(contest).exists():
        move(contest.begin_check, "Начата проверка заявок", payload={"entries": contest.entries.entered().count()})
        notify(
            roles.CONTEST_SECRETARY,
            f"contest:{contest.pk}:closed",
            "Приём заявок завершён, начата проверка",
            contest.title,
            contest.get_absolute_url(),
        )
    else:
        move(contest.fail_empty, "Конкурс не состоялся: заявок нет", reason="не подано ни одной заявки")
    door.notify_waiters(contest)


def propose_cancelling(*, contest: Contest, ground: str, by: Person) -> Cancellation:
    """The secretary asks the committee to cancel a contest that has not come to its jury."""
    if contest.status not in Contest.BEFORE_JURY:
        raise Refused("Отменить можно только конкурс, который ещё не вынесен на жюри.")
    if contest.cancellations.filter(case__finished=None).exists():
        raise Refused("Вопрос об отмене этого конкурса уже внесён.")
    cancellation = Cancellation.objects.create(contest=contest, ground=ground, proposed_by=by)
    cancellation.item = agenda.propose_item(
        title=f"Об отмене конкурса «{contest.title}»",
        question=ground,
        draft_resolution=f"Отменить конкурс «{contest.title}» (№ {contest.number}).",
        resolutions=CANCELLING,
        about=f"конкурса {quoted(contest.title)}",
        reporter=f"{by.short_name}, секретарь конкурса",
        by=by,
    )
    cancellation.save()
    record(contest, "propose_cancelling", "Внесён вопрос об отмене конкурса", by=by, ground=ground)
    return cancellation


def apply_cancelling(cancellation: Cancellation) -> None:
    """CT-19: the decision is in force: cancel the contest and close what it was waiting for."""
    item = cancellation.item
    assert item is not None, "the committee was asked"
    case = cancellation.contest.case
    with locked(case.pk):
        contest = Contest.objects.get(pk=cancellation.contest_id)
        if not (item.is_effective and item.verdict == "cancel"):
            record(contest, "not_cancelled", "Комитет не отменил конкурс", ground=item.reasons or item.motive)
            return
        if contest.status not in Contest.BEFORE_JURY:
            record(
                contest,
                "cancelled_too_late",
                "Конкурс уже на рассмотрении жюри: отмена невозможна",
                ground=item.reasons,
            )
            return
        reason = item.reasons[:400]
        move(contest.cancel, "Конкурс отменён", ground=reason, reason=reason)
        door.close_case(case)
        stop_voting(contest, ground=reason, by=None)
        close_entries(contest, f"конкурс отменён: {reason}")
    papers.cancellation(contest)
