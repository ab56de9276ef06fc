"""Visits are planned, recorded and settled: CA-09, CA-10."""

from datetime import date
from decimal import Decimal

from casework import door
from casework.door import Refused
from casework.notify import notify
from committee.models import BodyMember
from journal.models import Entry
from journal.record import key, move, record
from programme.models import Person
from quality_mark.assessment.actions import score_of
from quality_mark.contests.models import Contest
from quality_mark.entries.locking import hold
from quality_mark.entries.models import ContestApplication
from quality_mark.visits import draw, papers
from quality_mark.visits.models import Lot, SiteVisit, VisitDraw

Status = ContestApplication.Status
Reason = SiteVisit.Reason


def plan_visits(contest: Contest, *, by: Person, days: dict[int, date]) -> None:
    """CA-09: whoever may get the Mark and whom the lot chose is visited; the others are scored at once (CA-10)."""
    hold(contest.entries.filter(status=Status.SCORING))
    claimants, others = split(contest)
    drawn = _draw(contest, others, by) if others else set()
    for entry in [*claimants, *others]:
        if entry in claimants or entry.number in drawn:
            reason = Reason.CLAIMANT if entry in claimants else Reason.LOT
            if entry.pk not in days:
                raise Refused(f"Укажите день проверки для заявки № {entry.number}.")
            appoint(entry, reason, days[entry.pk], by=by)
        else:
            move(entry.complete_score, "Оценка собрана, проверка на месте не назначена")
            door.notify_waiters(entry)
    record(contest, "plan_visits", "Назначены проверки на месте", by=by, payload={"drawn": sorted(drawn)})


def go_without_visits(contest: Contest) -> None:
    """CA-10: in a contest of this kind nothing is looked at in place; every score is whole at once."""
    for entry in hold(contest.entries.filter(status=Status.SCORING).exclude(score=None)):
        move(entry.complete_score, "Оценка собрана, проверок на месте в этом конкурсе нет")
        door.notify_waiters(entry)
    record(contest, "plan_visits", "Проверок на месте в конкурсах этого вида нет")


def split(contest: Contest) -> tuple[list[ContestApplication], list[ContestApplication]]:
    """Entries with a preliminary score that calls for a visit, and the rest, among which the lot is drawn."""
    least = Decimal(contest.value("visit_from"))
    scored = list(contest.entries.filter(status=Status.SCORING).exclude(score=None).order_by("number"))
    return [entry for entry in scored if score_of(entry) >= least], [
        entry for entry in scored if score_of(entry) < least
    ]


def chosen_by_lot(
    contest: Contest, others: list[ContestApplication]
) -> tuple[str, str, list[tuple[str, str]], set[str]]:
    """The fingerprint of the list, the seed, all lots, and the numbers the lot falls on: the same for whoever computes it."""
    print_ = draw.fingerprint((entry.number, score_of(entry)) for entry in others)
    seed = draw.seed(contest.number, print_)
    lots = draw.lots(seed, [entry.number for entry in others])
    count = draw.how_many(len(others), Decimal(contest.value("visit_share")))
    return print_, seed, lots, {number for _, number in lots[:count]}


def _draw(contest: Contest, others: list[ContestApplication], by: Person) -> set[str]:
    print_, seed, lots, drawn = chosen_by_lot(contest, others)
    made = VisitDraw.objects.create(
        contest=contest,
        threshold=Decimal(contest.value("visit_from")),
        share=Decimal(contest.value("visit_share")),
        fingerprint=print_,
        seed=seed,
    )
    by_number = {entry.number: entry for entry in others}
    Lot.objects.bulk_create(
        Lot(draw=made, entry=by_number[number], digest=digest, is_drawn=number in drawn) for digest, number in lots
    )
    payload = {"fingerprint": print_, "seed": seed, "lots": [number for _, number in lots], "drawn": sorted(drawn)}
    record(
        contest,
        "draw",
        f"Проведён жребий проверок на месте: выпало {len(drawn)} из {len(lots)}",
        by=by,
        payload=payload,
    )
    return drawn


def appoint(
    entry: ContestApplication, reason: str, day: date, *, by: Person | None = None, question: str = ""
) -> SiteVisit:
    """A check in place is appointed and the entrant is told."""
    visit = SiteVisit.objects.create(entry=entry, reason=reason, planned_on=day, question=question)
    verb = entry.recheck if reason == Reason.RECHECK else entry.appoint_visit
    move(verb, f"Назначена проверка на месте {day:%d.%m.%Y}", by=by)
    notify(
        entry.member_key,
        f"visit:{visit.pk}",
        f"Проверка на месте {day:%d.%m.%Y}",
        f"Заявка № {entry.number}. Подготовьте объект к показу; встречает любой представитель организации.",
        entry.get_absolute_url(),
    )
    door.notify_waiters(entry)
    return visit


def is_planned(contest: Contest) -> bool:
    """Has the secretary appointed the visits of the contest already?"""
    return Entry.objects.filter(subject=key(contest), verb="plan_visits").exists()


def plan_visit(entry: ContestApplication, *, by: Person, day: date) -> None:
    """CA-09: an entry that was admitted after the others may get the Mark: it is visited on a day of its own."""
    appoint(entry, Reason.CLAIMANT, day, by=by)


def go_without_visit(entry: ContestApplication) -> None:
    """CA-10: the lot was drawn without it, and its score does not call for a visit."""
    why = "жребий проведён раньше" if entry.contest.rule.site_visits else "в этом конкурсе их нет"
    move(entry.complete_score, f"Оценка собрана, проверка на месте не назначена: {why}")
    door.notify_waiters(entry.contest)


def open_visit(entry: ContestApplication) -> SiteVisit:
    """The check in place that has not been recorded yet."""
    visit = entry.visits.filter(held_on=None).order_by("-pk").first()
    assert visit is not None, "a visit was appointed"
    return visit


def record_visit(
    entry: ContestApplication,
    *,
    by: Person,
    held_on: date,
    visitors: list[BodyMember],
    met_by: str,
    findings: str,
    is_confirmed: bool,
    result: int,
) -> None:
    """What was seen in place goes into an act that the visitors sign."""
    visit = open_visit(entry)
    visit.held_on, visit.met_by, visit.findings = held_on, met_by.strip(), findings.strip()
    visit.is_confirmed, visit.result, visit.recorded_by = is_confirmed, result, by
    visit.visitors = "\n".join([f"{by.get_full_name()}, секретарь конкурса", *(_named(seat) for seat in visitors)])
    visit.act = papers.act_of_visit(visit, [seat.person for seat in visitors], by)
    visit.save()
    record(entry, "record_visit", f"Составлен акт проверки на месте № {visit.act.number}", by=by)


def _named(seat: BodyMember) -> str:
    return f"{seat.person.get_full_name()}, {seat.get_role_display()} жюри"


def settle_act(entry: ContestApplication) -> None:
    """CA-10: the act is signed and the assessment is whole; an act that was refused is drawn up anew."""
    visit = entry.visits.exclude(act=None).order_by("-pk").first()
    assert visit is not None and visit.act is not None, "an act was drawn up"
    if visit.act.is_registered:
        move(entry.complete_score, "Оценка собрана", ground=f"акт № {visit.act.number}")
        door.notify_waiters(entry.contest)
        return
    SiteVisit.objects.create(entry=entry, reason=visit.reason, planned_on=visit.planned_on, question=visit.question)
    record(entry, "act_refused", "Акт проверки на месте не подписан", ground=visit.act.annulled_reason)
