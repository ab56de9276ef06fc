"""Places are given, accepted, declined, left and taken away (PL-01…PL-06)."""

from datetime import date

from django.utils import timezone

from casework import door, workdays
from casework.appealing import is_appealed
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.minutes.papers import quoted
from journal.record import move, record
from programme.mandates.actions import require_mandate
from programme.models import Person
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication
from quality_mark.months import later
from quality_mark.placements.models import Placement, PlacementQuestion
from quality_mark.placements.resolutions import REVOKING
from quality_mark.placements.standing_by import free_number, has_room, next_in_line, place_level

Status = Placement.Status


def grant_all(contest: Contest, *, by: Person | None = None) -> None:
    """PL-01: the results are in force: whoever reached the level that gives a place gets one; each only once."""
    if place_level(contest) is None:
        return
    rows = contest.entries.filter(status="laureate", placement=None)
    for entry in rows.select_related("organization", "nomination").order_by("nomination__code", "place", "pk"):
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
    require_mandate(by, placement.entry.organization)
    if decision == "decline":
        move(placement.decline, "Место не принято", by=by, ground=ground, at=timezone.now(), why=ground)
        pass_on(placement)
        return
    starts_on = workdays.local_date()
    move(
        placement.accept, f"Место № {placement.place_no} принято", by=by, payload={"is_public": is_public},
        starts_on=starts_on, ends_on=last_day(placement, starts_on), is_public=is_public,
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
    require_mandate(by, placement.entry.organization)
    move(placement.leave, "Обладатель оставил место", by=by, ground=ground, at=timezone.now(), why=ground)
    door.close_case(placement.case)
    pass_on(placement)


def propose_revoking(placement: Placement, *, by: Person, ground: str) -> PlacementQuestion:
    """PL-06: the committee is asked to take the place away."""
    if placement.status != Status.ACTIVE:
        raise Refused("Лишить можно только действующего места.")
    if placement.questions.filter(case__finished=None).exists():
        raise Refused("Вопрос о лишении этого места уже внесён.")
    question = PlacementQuestion.objects.create(placement=placement, ground=ground, proposed_by=by)
    question.item = agenda.propose_item(
        title=f"О лишении места: «{placement.entry.title}»"[:300],
        question=ground,
        draft_resolution=f"Лишить места № {placement.place_no} ({placement.rule.gives_words}): «{placement.entry.title}».",
        resolutions=REVOKING,
        about=f"места {quoted(placement.entry.title)}",
        reporter=f"{by.short_name}, секретарь конкурса",
        conflicted_organizations=[placement.entry.organization],
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
        door.close_case(placement.case)
        notify(
            placement.entry.member_key, f"placement:{placement.pk}:revoked", "Комитет лишил вас места",
            f"«{placement.entry.title}». {ground}", placement.get_absolute_url(),
        )  # fmt: skip
        pass_on(placement)
