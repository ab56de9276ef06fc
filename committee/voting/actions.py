"""An item in the sitting room: discussed, members recused, motions put, votes given and counted (3.0, «Голосование»)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from casework import door, paper, workdays
from casework.door import Refused
from committee.agenda.actions import lock_item
from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from committee.decisions.models import Decision
from committee.meetings.attendance import Attendance
from committee.meetings.models import Meeting
from committee.recusals import actions as recusals
from committee.recusals import standing
from committee.voting import box, closing, counting
from committee.voting.facts import ballot_facts
from committee.voting.models import Ballot
from committee.voting.procedure import SECRETLY
from committee.voting.quorum import Quorum
from committee.voting.votes import BallotSeat, Vote
from journal.record import move, record
from programme.models import PaperAnswer, Person
from programme.rows import locked

Status = AgendaItem.Status


def discuss(line: AgendaLine, *, by: Person) -> None:
    """The presiding person calls the item; one item at a time."""
    _must_be_open(line, by)
    other = (
        line.meeting.lines.filter(item__status__in=[Status.DISCUSSING, Status.VOTING], outcome="")
        .exclude(pk=line.pk)
        .first()
    )
    if other and not line.meeting.is_absentee:
        raise Refused(f"Сначала закончите вопрос {other.number}.")
    move(lock_item(line.item_id).discuss, f"Начато рассмотрение вопроса {line.number}", by=by)
    recusals.begin(line, by=by)


def recuse(line: AgendaLine, *, by: Person, ground: str, member: BodyMember | None = None) -> Recusal:
    """A member does not take part in the item: said by himself, or recorded by the secretary on his word."""
    member = member or line.meeting.voters().filter(person=by).first()
    if member is None:
        raise Refused("Заявить самоотвод может член органа с правом голоса.")
    if member.person_id != by.pk and line.meeting.body.key_of(BodyMember.Role.SECRETARY) not in by.capacity_keys():
        raise Refused("Самоотвод заявляет сам член органа; со слов его записывает секретарь.")
    if lock_item(line.item_id).status != Status.DISCUSSING:
        raise Refused("Самоотвод заявляют, пока вопрос обсуждается.")
    if line.item.recusals.filter(member=member).exists():
        raise Refused("Самоотвод по этому вопросу уже записан.")
    recusal = Recusal.objects.create(
        item=line.item, line=line, member=member, ground=ground, at=timezone.now(), recorded_by=by
    )
    record(line.item, "recuse", f"Самоотвод: {member.person.short_name}", by=by, ground=ground)
    return recusal


def put_motion(
    line: AgendaLine,
    *,
    by: Person,
    resolution: str,
    text: str,
    reasons: str = "",
    conditions: str = "",
    deferred_until: date | None = None,
) -> Ballot:
    """The presiding person puts a motion to the vote: the quorum of the item is checked, the roll frozen, the members asked."""
    _must_be_open(line, by)
    item = lock_item(line.item_id)
    if item.status != Status.DISCUSSING:
        raise Refused("На голосование ставят вопрос, который обсуждается.")
    _check_motion(line, item.resolution(resolution), reasons, deferred_until)
    return _open(line, by, resolution=resolution, text=text, reasons=reasons, conditions=conditions, deferred_until=deferred_until,
                 is_secret=line.is_secret)  # fmt: skip


def propose_secrecy(line: AgendaLine, *, by: Person, counters: Iterable[BodyMember]) -> Ballot:
    """The body is asked, in an open vote, to vote on a question about a person secretly and to elect who counts (3.5)."""
    _must_be_open(line, by)
    item, named = lock_item(line.item_id), list(counters)
    least = int(line.meeting.regulation.value("committee.secret_ballot.counters_min"))
    if item.status != Status.DISCUSSING:
        raise Refused("Порядок голосования решают, когда вопрос обсуждается.")
    if not line.may_be_secret:
        raise Refused("Тайно голосуют только по вопросу о человеке, и решают это по каждому вопросу один раз.")
    if (
        len(named) < least
        or line.leading_id in {member.pk for member in named}
        or not set(named) <= set(line.participants())
    ):
        raise Refused(
            f"В счётную комиссию нужно не меньше {least} присутствующих членов без отвода, кроме председательствующего."
        )
    names = ", ".join(member.person.short_name for member in named)
    text = f"Провести тайное голосование.\nИзбрать счётную комиссию: {names}."
    return _open(line, by, resolution=SECRETLY, text=text, counters=[member.pk for member in named])


def _open(line: AgendaLine, by: Person, **motion: Any) -> Ballot:
    """The quorum is checked, the roll is frozen, the members are asked; a secret vote gets its box."""
    recusals.take_off(line, by=by)
    recusals.require_no_open_hints(line)
    item, quorum = line.item, line.count_quorum()
    if line.meeting.is_absentee:
        _must_leave_time(line.meeting)
    elif not quorum.reached:
        raise Refused(f"{' '.join(quorum.words)} Голосовать нельзя: зафиксируйте отсутствие кворума по вопросу.")
    voters = line.meeting.voters().count()
    ballot = Ballot.objects.create(
        line=line, majority=item.majority_for(motion["resolution"]), members=voters, recused=voters - quorum.base,
        quorum=quorum.facts, put_by=by, **motion,
    )  # fmt: skip
    BallotSeat.objects.bulk_create(
        BallotSeat(ballot=ballot, member=member, sector=member.sector) for member in line.participants()
    )
    if ballot.is_secret:
        box.set_up(ballot)
    ballot.opened_at = timezone.now()
    ballot.save(update_fields=["opened_at"])
    move(
        lock_item(item.pk).put_to_vote,
        f"Поставлено на голосование: {ballot.resolution_title}",
        by=by,
        payload=quorum.facts,
    )
    door.open_case(ballot, by)
    return ballot


def _must_leave_time(meeting: Meeting) -> None:
    """The members have the least window of the regulation from the day on which the motion is put."""
    least = int(meeting.regulation.value("committee.absentee.window_min_days"))
    assert meeting.votes_until is not None, "a vote by correspondence has a window"
    if workdays.add(workdays.local_date(), least) > workdays.local_date(meeting.votes_until):
        raise Refused(
            f"До конца заочного голосования осталось меньше {least} рабочих дней: вопрос поставят на заседании."
        )


def _check_motion(line: AgendaLine, resolution: dict[str, Any], reasons: str, deferred_until: date | None) -> None:
    if (resolution["needs_reasons"] or resolution["defers"]) and not reasons.strip():
        raise Refused("Для такого решения нужны мотивы.")
    if not resolution["defers"]:
        return
    days = int(line.meeting.regulation.value("proposal.deferral_max_days"))
    last = workdays.add(workdays.local_date(), days)
    if deferred_until is None or not workdays.local_date() < deferred_until <= last:
        raise Refused(f"Вопрос откладывают не дольше чем на {days} рабочих дней: до {last:%d.%m.%Y}.")


def find_no_quorum(line: AgendaLine, *, by: Person) -> None:
    """Too few may vote on the item: it goes over to another sitting."""
    _must_be_open(line, by)
    if line.meeting.is_absentee:
        raise Refused("Состоялось ли заочное голосование, считают, когда его закрывают.")
    quorum = line.count_quorum()
    if quorum.reached:
        raise Refused(f"{' '.join(quorum.words)} Вопрос можно голосовать.")
    item = lock_item(line.item_id)
    if item.status != Status.DISCUSSING:
        raise Refused("Отсутствие кворума по вопросу фиксируют, когда он обсуждается.")
    _end_line(line, AgendaLine.Outcome.NO_QUORUM, quorum.facts)
    move(item.carry_over, "Нет кворума по вопросу, вопрос переносится", by=by, payload=quorum.facts)


def vote(seat: BallotSeat, *, by: Person, choice: str) -> Vote | None:
    """One vote of the member himself, final; the database checks again whether it is lawful (I-7, I-9, I-10).

    In a secret vote nothing is kept of the choice but the sealed counters, and nothing is given back.
    """
    sheet, voter = paper.hand(), seat.member.person
    if not (sheet and seat.member.key in sheet.keys) and (voter.pk != by.pk or by.is_superuser):
        raise Refused("Голосует только сам член органа.")
    if not Ballot.objects.get(pk=seat.ballot_id).is_open:
        raise Refused("Голосование уже закрыто.")
    locked(Person, voter.pk)  # a tie of theirs is recorded before this vote or after it
    if not standing.untied([voter], [seat.ballot.line.item], seat.ballot.line.meeting.regulation):
        raise Refused("Вы связаны с теми, кого касается вопрос: голосовать по нему вам нельзя.")
    moment, meeting = sheet.entered_at if sheet else timezone.now(), seat.ballot.line.meeting
    if meeting.votes_until and meeting.votes_until < moment:
        raise Refused("Время заочного голосования прошло: опоздавший голос не принимается.")
    if BodyMember.objects.get(pk=seat.member_id).ended_at:
        raise Refused(
            "Ваше место в органе прекращено: голосуют только те, кто в составе. Ваш голос не нужен и не ожидается."
        )
    if seat.ballot.is_secret:
        if sheet:
            raise Refused("Тайно голосуют только бюллетенем, опущенным самим членом органа.")
        box.put_in(seat.ballot, seat.member, choice)
        record(seat.ballot, "put_in", f"Бюллетень опущен: {seat.member.person.short_name}", by=by)
        return None
    _take_part(seat, by)
    given = Vote.objects.create(
        ballot=seat.ballot, member=seat.member, choice=choice, at=moment, is_on_paper=sheet is not None
    )
    how = " на бумаге" if sheet else ""
    record(seat.ballot, "vote", f"Голос подан{how}: {voter.short_name}", by=by, payload={"choice": choice})
    return given


def _take_part(seat: BallotSeat, by: Person) -> None:
    """Whoever votes by correspondence takes part in the sitting from then on."""
    meeting = seat.ballot.line.meeting
    if meeting.is_absentee and not meeting.attendance.filter(member=seat.member).exists():
        Attendance.objects.create(
            meeting=meeting, member=seat.member, is_present=True, at=timezone.now(), recorded_by=by
        )


def close_voting(ballot: Ballot, *, by: Person) -> None:
    """The presiding person closes the vote: counted, judged with its arithmetic, the item decided or discussed on."""
    recusals.must_lead_item(ballot.line, by)
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    if not ballot.is_open:
        raise Refused("Голосование уже закрыто.")
    if PaperAnswer.objects.filter(waiting__process=ballot.case.pk, rejected_at=None, accepted_at=None).exists():
        raise Refused("Опросный лист на бумаге ждёт второго сотрудника: закройте голосование, когда его сверят.")
    if (
        ballot.line.meeting.is_absentee
        and not ballot.line.meeting.is_voting_over
        and ballot.voted() < ballot.seats.count()
    ):
        until = timezone.localtime(ballot.line.meeting.votes_until)
        raise Refused(
            f"Заочное голосование идёт до {until:%d.%m.%Y %H:%M}: раньше его закрывают, если проголосовали все."
        )
    voted = set(ballot.who_voted.values_list("member_id", flat=True))
    tally, presiding = closing.tally(ballot)
    quorum = closing.quorum(ballot, voted)
    verdict = counting.decide(
        tally, quorum, ballot.majority, presiding, ballot.line.meeting.rules,
        on_tie=ballot.line.item.resolution(ballot.resolution).get("on_tie", ""),
    )  # fmt: skip
    ballot.votes_for, ballot.votes_against, ballot.votes_abstained = tally.in_favour, tally.against, tally.abstained
    ballot.votes_absent, ballot.outcome = tally.absent, verdict.outcome
    ballot.arithmetic = [*(quorum.words if ballot.line.meeting.is_absentee else []), *verdict.words]
    ballot.facts = ballot_facts(ballot, tally, quorum, verdict, presiding)
    ballot.closed_at = timezone.now()
    ballot.save()
    payload = {"motion": ballot.resolution, "outcome": verdict.outcome, "arithmetic": ballot.arithmetic}
    record(ballot, "close_voting", f"Голосование закрыто: {ballot.get_outcome_display()}", by=by, payload=payload)
    _settle(ballot, quorum, by)


def _settle(ballot: Ballot, quorum: Quorum, by: Person) -> None:
    """What the result means for the item: decided, deferred, carried over, or discussed on; never an implicit decline."""
    item, line = lock_item(ballot.line.item_id), ballot.line
    if ballot.outcome == counting.NO_QUORUM:
        _end_line(line, AgendaLine.Outcome.NO_QUORUM, quorum.facts)
        move(item.carry_over, "Кворум по вопросу утрачен, вопрос переносится", by=by, payload=quorum.facts)
    elif ballot.is_procedural:
        order = "тайное" if ballot.outcome == counting.CARRIED else "открытое"
        move(item.go_on, f"Порядок решён: голосование по вопросу {order}", by=by)
    elif ballot.outcome == counting.NOT_CARRIED:
        move(item.go_on, "Предложение не набрало большинства, обсуждение продолжается", by=by)
    elif ballot.defers:
        _end_line(line, AgendaLine.Outcome.DEFERRED, quorum.facts)
        move(
            item.defer,
            f"Вопрос отложен до {ballot.deferred_until:%d.%m.%Y}",
            by=by,
            ground=ballot.reasons,
            ballot=ballot,
            at=ballot.closed_at,
        )
        door.notify_waiters(item)
    else:
        _end_line(line, AgendaLine.Outcome.DECIDED, quorum.facts)
        move(
            item.decide,
            f"Решено: {ballot.resolution_title}",
            by=by,
            ground=ballot.reasons,
            ballot=ballot,
            at=ballot.closed_at,
        )
        if item.body.issues_decisions:
            decision = Decision.objects.create(item=item, line=line)
            move(decision.adopt, "Решение принято голосованием", by=by, at=ballot.closed_at)
        door.notify_waiters(item)


def _end_line(line: AgendaLine, outcome: str, quorum: dict[str, Any]) -> None:
    line.outcome, line.quorum = outcome, quorum
    line.save(update_fields=["outcome", "quorum"])


def _must_be_open(line: AgendaLine, by: Person) -> None:
    recusals.must_lead_item(line, by)
    if line.meeting.status != Meeting.Status.OPEN:
        raise Refused("Заседание не открыто или объявлен перерыв.")
