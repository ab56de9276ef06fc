"""A tie comes to be known while a body is at work: the vote is stopped, steps pass on, a decision may be appealed (регламент 3.0, 3.5)."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework import door
from casework.notify import notify, tell
from casework.replacing import ask_anew
from casework.roles import CLERK
from committee.agenda.actions import lock_item
from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.agenda.recourse import recourse_of
from committee.bodies.models import BodyMember
from committee.decisions.cases import DecisionCase
from committee.meetings.models import Meeting
from committee.recusals import actions as recusals
from committee.recusals import standing
from committee.voting import box, counting
from committee.voting.models import Ballot
from journal.models import Entry
from journal.record import key, move, record
from programme.models import Person

Status = AgendaItem.Status


def look_at(person: Person) -> None:
    """What the person does in bodies, looked at again with the ties known now."""
    person.forget_capacities()
    seats = BodyMember.objects.in_force().filter(person=person)
    meetings = Meeting.objects.filter(body__in=seats.values("body")).exclude(
        status__in=[Meeting.Status.PUBLISHED, Meeting.Status.CANCELLED]
    )
    for meeting in meetings.order_by("pk"):
        with door.locked(meeting.case.pk):
            _look_at_sitting(Meeting.objects.get(pk=meeting.pk))
    for case in DecisionCase.objects.filter(decision__line__meeting__body__in=seats.values("body"), finished=None):
        with door.locked(case.pk):
            ask_anew(case.pk)
    _tell_of_what_is_decided(person)


def _look_at_sitting(meeting: Meeting) -> None:
    live = Q(item__status__in=[Status.DISCUSSING, Status.VOTING], outcome="")
    for line in meeting.lines.filter(live).select_related("item", "meeting__regulation", "meeting__body"):
        if standing.of_line(line).to_be_recused(line):
            take_off_now(line)
    if not meeting.is_under_way:
        ask_anew(meeting.case.pk)


def take_off_now(line: AgendaLine) -> None:
    """The item is before the body at this moment: an open vote is void and is put again without whoever is tied.

    The line may be older than the present: a vote is closed under its own lock, and what was decided since is only told of.
    """
    ballot = Ballot.objects.filter(line=line, closed_at=None).first()
    if ballot is None:
        if lock_item(line.item_id).status == Status.DISCUSSING:
            recusals.take_off(line, by=None)
        return
    with door.locked(ballot.case.pk):
        ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
        if not ballot.is_open:
            return  # closed a moment ago: what has been decided is told of below
        _annul(ballot)
        item = lock_item(line.item_id)
        move(item.go_on, "Голосование прекращено: у участника выявлена связь, предложение ставят снова без него")
        recusals.take_off(line, by=None)
    leader = standing.of_line(AgendaLine.objects.select_related("item", "meeting").get(pk=line.pk)).leader(line)
    if leader is not None:
        text = f"{line.meeting}, вопрос {line.number}. У участника выявлена связь: поставьте предложение ещё раз, без него."
        url = line.meeting.get_absolute_url()
        tell(leader.person, f"ballot:{ballot.pk}:annulled", "Голосование прекращено", text, url)


def _annul(ballot: Ballot) -> None:
    """No result: the votes stay on record and count for nothing."""
    roll, votes = ballot.seats.count(), ballot.votes.values_list("choice", flat=True)
    tally = counting.of_totals(roll, box.empty(ballot)) if ballot.is_secret else counting.count(roll, votes)
    ballot.votes_for, ballot.votes_against, ballot.votes_abstained = tally.in_favour, tally.against, tally.abstained
    ballot.votes_absent, ballot.outcome, ballot.closed_at = tally.absent, Ballot.Outcome.ANNULLED, timezone.now()
    ballot.arithmetic = ["У участника голосования выявлена связь с теми, кого касается вопрос: итог не подводится."]
    ballot.save()
    record(ballot, "annul_voting", "Голосование прекращено: у участника выявлена связь")
    door.close_case(ballot.case)


def _tell_of_what_is_decided(person: Person) -> None:
    """Decided with somebody who had a tie by then: the office and those concerned hear, and may go to the appeals board."""
    rows = AgendaLine.objects.filter(
        Q(ballots__votes__member__person=person) | Q(presiding__person=person),
        outcome__in=[AgendaLine.Outcome.DECIDED, AgendaLine.Outcome.DEFERRED],
    )
    for line in rows.select_related("item", "meeting__regulation", "meeting__body").distinct():
        if not _had_a_tie(line, person) or Recusal.objects.filter(item=line.item, member__person=person).exists():
            continue
        if Entry.objects.filter(subject=key(line.item), verb="tie_surfaced", payload__person=person.pk).exists():
            continue
        _tell(line, person)


def _had_a_tie(line: AgendaLine, person: Person) -> bool:
    why = standing.interests([line.item], [person.pk], line.meeting.regulation, line.meeting.day)
    return bool(why.get(line.item_id, {}).get(person.pk))


@transaction.atomic
def _tell(line: AgendaLine, person: Person) -> None:
    title = f"Выявлена связь участника голосования: {person.short_name}"
    record(line.item, "tie_surfaced", title, payload={"person": person.pk})
    event, url = f"item:{line.item_id}:tie:{person.pk}", line.meeting.get_absolute_url()
    text = (
        f"{line.item.title}. Когда вопрос решали, у голосовавшего уже была связь с теми, кого он касается. "
        f"{recourse_of(line.item)}"
    )
    for addressee in (*line.item.concerned, CLERK):
        notify(addressee, event, title, text, url)
