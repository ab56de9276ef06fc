"""Places are given, accepted, declined, left and taken away (PL-01…PL-06)."""

from datetime import date

from django.utils import timezone

from casework import deadlines, door, roles, workdays
from casework.appealing import is_appealed
from casework.door import Refused
from casework.locking import locked
from casework.models import Waiting
from casework.notify import notify
from committee.agenda import actions as agenda
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from journal.record import move, record
from programme.models import Person
from quality_mark.awards.actions import certify_place
from quality_mark.contests.models import Contest
from quality_mark.entries.actions import require_signer
from quality_mark.entries.entrants import interests, shown_name
from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.rules import RESIDENCE
from quality_mark.months import later
from quality_mark.placements.models import Placement, PlacementQuestion
from quality_mark.placements.reporting import report_overdue_since, reports_of
from quality_mark.placements.resolutions import REVOKING
from quality_mark.placements.standing_by import free_number, has_room, next_in_line, place_level

Status = Placement.Status


def grant_all(contest: Contest, *, by: Person | None = None) -> None:
    """PL-01: the results are in force: whoever reached the level that gives a place gets one; each only once."""
    if place_level(contest) is None:
        return
    rows = contest.entries.filter(status="laureate", placement=None)
    for entry in rows.select_related("organization", "person", "nomination").order_by(
        "nomination__code", "place", "pk"
    ):
        if is_appealed(entry):
            continue
        if has_room(contest):
            grant(entry, "итоги конкурса в силе", by=by)
        else:  # an appeal takes no place from another (A5): the first place that is free is theirs
            record(entry, "no_room", "Свободных мест нет: первое же освободившееся — этой заявки", by=by)


def grant(entry: ContestApplication, ground: str, *, by: Person | None = None) -> Placement:
    """PL-01: one place under the least free number; nobody gets what is not there (K3)."""
    contest = entry.contest
    level = place_level(contest)
    assert level is not None, "the kind gives places"
    if not has_room(contest):
        raise Refused("Свободных мест нет.")
    placement = Placement.objects.create(
        entry=entry, level=level.code, gives=level.gives, place_no=free_number(contest)
    )
    record(
        placement, "grant", f"Предоставлено место № {placement.place_no}", by=by, after=placement.status, ground=ground
    )
    door.open_case(placement, by)
    notify(
        entry.member_key, f"placement:{placement.pk}:granted", f"Вам предоставлено место: {level.gives_words}",
        f"«{entry.title}», место № {placement.place_no}. Примите его или откажитесь: если не ответить в срок, место получит следующий.",
        placement.get_absolute_url(),
    )  # fmt: skip
    return placement


def answer(placement: Placement, *, by: Person, decision: str, is_public: bool = False, ground: str = "") -> None:
    """PL-02 or PL-03: the holder accepts, or declines and the next one gets the place."""
    require_signer(placement.entry, by)
    if decision == "decline":
        move(placement.decline, "Место не принято", by=by, ground=ground, at=timezone.now(), why=ground)
        pass_on(placement)
        return
    starts_on = workdays.local_date()
    move(
        placement.accept, f"Место № {placement.place_no} принято", by=by, payload={"is_public": is_public},
        starts_on=starts_on, ends_on=last_day(placement, starts_on), is_public=is_public,
    )  # fmt: skip
    certify_place(placement, by=by)
    if placement.gives == RESIDENCE:
        ask_for_reports(placement, by=by)


def ask_for_reports(placement: Placement, *, by: Person) -> Undertaking:
    """A resident reports every quarter to the secretary of the contest; the place itself is the undertaking (programme 8.4, 8.1)."""
    entry = placement.entry
    return undertakings.give(
        kind=Undertaking.Kind.COMMITMENT, title=f"Отчитываться каждый квартал: «{entry.title}», место № {placement.place_no}",
        source=f"{placement.rule.title} по конкурсу «{placement.contest.title}»", source_url=placement.get_absolute_url(),
        controller=roles.CONTEST_SECRETARY, by=by, organization=entry.organization, person=entry.person, due_on=placement.ends_on,
        period=Undertaking.Period.QUARTER, readers=[entry.member_key], is_public=placement.is_public, is_accepted=True,
        proof="что сделано за квартал, доходы и расходы",
    )  # fmt: skip


def prolong(placement: Placement, *, by: Person, ground: str) -> None:
    """Once, by as many months as the level lets, with every report handed in. Under the lock of its case."""
    months = placement.rule.prolong_months
    if placement.status != Status.ACTIVE or not months or placement.ends_on is None:
        raise Refused("Продлить можно только действующее место того уровня, который это допускает.")
    if placement.prolonged_to:
        raise Refused(f"Место уже продлено по {placement.prolonged_to:%d.%m.%Y}: второй раз нельзя.")
    commitment = reports_of(placement)
    if commitment and report_overdue_since(commitment):
        raise Refused("Отчёт за квартал просрочен: сначала обладатель места отчитывается, потом место продлевают.")
    placement.prolonged_to = later(placement.ends_on, months)
    placement.save()
    until = f"{placement.prolonged_to:%d.%m.%Y}"
    record(placement, "prolong", f"Место продлено по {until}", by=by, ground=ground, payload={"until": until})
    for waiting in Waiting.objects.open().filter(deadline="placement.validity", process=placement.case.pk):
        deadlines.move_to(waiting, workdays.end_of(placement.prolonged_to))
    if commitment:
        with locked(commitment.case.pk):
            undertakings.postpone(commitment, due_on=placement.prolonged_to, ground=ground, by=by)
    notify(
        placement.entry.member_key, f"placement:{placement.pk}:prolonged", f"Ваше место продлено по {until}",
        f"«{placement.entry.title}», место № {placement.place_no}. {ground}", placement.get_absolute_url(),
    )  # fmt: skip


def last_day(placement: Placement, starts_on: date) -> date:
    """So many months as the level gives; a stand without a term stands till the end of the year."""
    if placement.rule.months:
        return later(starts_on, placement.rule.months)
    end = date(max(starts_on.year, placement.contest.year), 12, 31)
    return end if end > starts_on else date(end.year + 1, 12, 31)


def decline_by_silence(placement: Placement) -> None:
    """PL-03: nothing was said in the term."""
    why = "ответа не было в срок"
    move(placement.decline, "Место не принято: ответа не было в срок", at=timezone.now(), why=why)
    notify(
        placement.entry.member_key, f"placement:{placement.pk}:declined", "Место перешло следующему",
        f"«{placement.entry.title}»: ответа не было в срок. Участвовать можно снова, когда объявят следующий конкурс.",
        placement.get_absolute_url(),
    )  # fmt: skip
    pass_on(placement)


def pass_on(placement: Placement) -> None:
    """PL-01: what is free goes to the next by the ranking. Under the lock of the contest, so that two do not get one place."""
    with locked(placement.contest.case.pk):
        contest = Contest.objects.select_related("kind").get(pk=placement.contest.pk)
        entry = next_in_line(contest, placement.entry.nomination_id)
        if entry is None:
            record(placement, "nobody_next", "Следующего по рейтингу нет: место свободно")
            return
        grant(entry, f"освободилось место № {placement.place_no}")


def end(placement: Placement) -> None:
    """PL-04: the last day has passed."""
    move(placement.end, "Срок места окончен", at=timezone.now(), why="срок окончен")
    notify(
        placement.entry.member_key, f"placement:{placement.pk}:ended", "Срок вашего места окончен",
        f"«{placement.entry.title}»: {placement.rule.gives_words}. Спасибо, что были с нами.", placement.get_absolute_url(),
    )  # fmt: skip


def leave(placement: Placement, *, by: Person, ground: str) -> None:
    """PL-05: the holder gives the place up. Under the lock of its case."""
    require_signer(placement.entry, by)
    move(placement.leave, "Обладатель оставил место", by=by, ground=ground, at=timezone.now(), why=ground)
    drop_reports(placement, "обладатель оставил место")
    door.close_case(placement.case)
    pass_on(placement)


def drop_reports(placement: Placement, ground: str) -> None:
    """UN-12: whoever has no place reports no more."""
    commitment = reports_of(placement)
    if commitment:
        with locked(commitment.case.pk):
            undertakings.drop(Undertaking.objects.get(pk=commitment.pk), ground=ground)


def propose_revoking(placement: Placement, *, by: Person, ground: str) -> PlacementQuestion:
    """PL-06: the committee is asked to take the place away."""
    if placement.status != Status.ACTIVE:
        raise Refused("Лишить можно только действующего места.")
    if placement.questions.filter(case__finished=None).exists():
        raise Refused("Вопрос о лишении этого места уже внесён.")
    named = shown_name(placement.entry)
    question = PlacementQuestion.objects.create(placement=placement, ground=ground, proposed_by=by)
    question.item = agenda.propose_item(
        title=f"О лишении места: {named}"[:300],
        question=ground,
        draft_resolution=f"Лишить места № {placement.place_no} ({placement.rule.gives_words}): {named}.",
        resolutions=REVOKING,
        about=f"места {named}",
        reporter=f"{by.short_name}, секретарь конкурса",
        **interests([placement.entry]),
        by=by,
    )
    question.save()
    record(placement, "propose_revoking", "Внесён вопрос о лишении места", by=by, ground=ground)
    door.open_case(question, by)
    return question


def apply_revoking(question: PlacementQuestion) -> None:
    """PL-06: the decision is in force; the next one gets the place."""
    item = question.item
    assert item is not None, "the committee was asked"
    with locked(question.placement.case.pk):
        placement = Placement.objects.get(pk=question.placement_id)
        ground = item.reasons or item.motive
        if not (item.is_effective and item.verdict == "revoke") or placement.status != Status.ACTIVE:
            record(placement, "not_revoked", "Комитет не лишил места", ground=ground)
            return
        move(placement.revoke, "Комитет лишил места", ground=ground, at=timezone.now(), why=ground)
        drop_reports(placement, "комитет лишил места")
        door.close_case(placement.case)
        notify(
            placement.entry.member_key, f"placement:{placement.pk}:revoked", "Комитет лишил вас места",
            f"«{placement.entry.title}». {ground}", placement.get_absolute_url(),
        )  # fmt: skip
        pass_on(placement)
