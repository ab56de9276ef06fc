"""Votes: who may, when, how often; recusals; what the result does to the item. The database refuses what actions would not do."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from casework import door
from casework.door import Refused
from committee.meetings import actions as meetings
from committee.models import Ballot, BallotSeat, BodyMember, Meeting, Recusal, Vote
from committee.voting import actions as voting
from tests.committee.conftest import (
    again,
    answer,
    cast,
    close,
    closed,
    convened,
    decided,
    lead,
    motion,
    offenders,
    opened,
    sign_by_all,
    task_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(committee, item, clock):
    """An open sitting with one item and everybody present."""
    item()
    convened(committee)
    return opened(committee, clock)


@pytest.fixture
def line(meeting):
    return meeting.lines.get()


def refused_by_the_database(write):
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def test_a_motion_without_a_majority_is_no_decision_and_another_may_be_put(committee, line):
    against = dict.fromkeys(committee.voters[:10], "against")
    ballot = decided(committee, line, {**dict.fromkeys(committee.voters, "for"), **against})
    assert (ballot.outcome, again(line.item).status, again(line).outcome) == ("not_carried", "discussing", "")
    with pytest.raises(Refused, match="мотивы"):
        motion(committee, line, "decline")
    decided(
        committee, line, "for", resolution="decline", text="Отклонить проект.", reasons="Не хватает вкладов сторон."
    )
    item = again(line.item)
    assert (item.status, item.verdict, item.reasons) == ("decided", "decline", "Не хватает вкладов сторон.")
    assert line.ballots.count() == 2


def test_a_tie_goes_as_the_presiding_person_voted(committee, line):
    voters = committee.voters
    choices = {member: "for" if number % 2 == 0 else "against" for number, member in enumerate(voters[:16])}
    ballot = decided(committee, line, choices)
    assert (ballot.votes_for, ballot.votes_against, ballot.votes_absent, ballot.outcome) == (8, 8, 1, "carried")
    assert "Голос председательствующего решающий: он голосовал «за»." in ballot.arithmetic


def test_a_recused_member_leaves_the_base_and_the_roll(committee, line):
    lead(line.meeting, voting.discuss, line, by=committee.chair.person)
    member = committee.members[0]
    lead(line.meeting, voting.recuse, line, by=member.person, ground="работаю в организации-заявителе")
    ballot = motion(committee, line)
    assert (ballot.members, ballot.recused, ballot.seats.count()) == (17, 1, 16)
    assert not ballot.seats.filter(member=member).exists()
    with pytest.raises(AssertionError, match="0 tasks"):
        task_of(member.person, "vote")
    refused_by_the_database(lambda: Vote.objects.create(ballot=ballot, member=member, choice="for", at=timezone.now()))
    cast(ballot, "for")
    assert close(committee, ballot).outcome == "carried"


def test_a_recusal_is_said_by_the_member_or_recorded_by_the_secretary(committee, line):
    member, other = committee.members[0], committee.members[1]
    with pytest.raises(Refused, match="пока вопрос обсуждается"):
        lead(line.meeting, voting.recuse, line, by=member.person, ground="родственник заявителя")
    lead(line.meeting, voting.discuss, line, by=committee.chair.person)
    with pytest.raises(Refused, match="сам член органа"):
        lead(line.meeting, voting.recuse, line, by=other.person, member=member, ground="пусть уйдёт")
    lead(line.meeting, voting.recuse, line, by=committee.secretary.person, member=member, ground="с его слов")
    with pytest.raises(Refused, match="уже записан"):
        lead(line.meeting, voting.recuse, line, by=member.person, ground="ещё раз")
    recusal = Recusal.objects.get()
    assert (recusal.member, recusal.recorded_by) == (member, committee.secretary.person)
    ballot = motion(committee, line)
    with pytest.raises(Refused, match="пока вопрос обсуждается"):
        lead(line.meeting, voting.recuse, line, by=other.person, ground="опоздал")
    refused_by_the_database(
        lambda: Recusal.objects.create(
            item=line.item, line=line, member=other, ground="мимо", at=timezone.now(), recorded_by=other.person
        )
    )
    assert ballot.is_open


def test_an_item_without_a_quorum_is_carried_over_to_the_next_sitting(committee, item, clock):
    proposed = item()
    convened(committee)
    first = opened(committee, clock, committee.voters[:9])
    line = first.lines.get()
    lead(first, voting.discuss, line, by=committee.chair.person)
    lead(first, meetings.record_attendance, first, by=committee.secretary.person, present=committee.voters[:8])
    with pytest.raises(Refused, match="Кворума по вопросу нет"):
        motion(committee, line)
    lead(first, voting.find_no_quorum, line, by=committee.chair.person)
    assert (again(proposed).status, again(line).outcome, again(proposed).is_settled) == (
        "no_quorum_item",
        "no_quorum",
        False,
    )
    sign_by_all(closed(committee, first).minutes)
    facts = again(first).minutes.snapshot["items"][0]
    assert (facts["is_carried_over"], facts["quorum"][-1]) == (True, "Кворума по вопросу нет, вопрос переносится.")

    convened(committee)
    second = opened(committee, clock)
    assert decided(committee, second.lines.get()).outcome == "carried"
    assert (again(proposed).verdict, [row.outcome for row in proposed.lines.order_by("pk")]) == (
        "support",
        ["no_quorum", "decided"],
    )


def test_no_quorum_is_not_declared_where_there_is_one(committee, line):
    lead(line.meeting, voting.discuss, line, by=committee.chair.person)
    with pytest.raises(Refused, match="можно голосовать"):
        lead(line.meeting, voting.find_no_quorum, line, by=committee.chair.person)


def test_a_quorum_lost_during_the_vote_carries_the_item_over(committee, item, clock):
    proposed = item()
    convened(committee)
    meeting = opened(committee, clock, committee.voters[:9])
    line = meeting.lines.get()
    ballot = motion(committee, line)
    cast(ballot, dict.fromkeys(committee.voters[:6], "for"))
    lead(meeting, meetings.record_attendance, meeting, by=committee.secretary.person, present=committee.voters[:7])
    ballot = close(committee, ballot)
    assert (ballot.outcome, ballot.votes_for, ballot.votes_absent) == ("no_quorum", 6, 3)
    assert (again(proposed).status, again(proposed).verdict, again(line).outcome) == ("no_quorum_item", "", "no_quorum")


def test_two_thirds_of_all_who_may_vote_are_needed_where_the_item_asks_for_them(committee, item, clock):
    proposed = item(majority="qualified")
    convened(committee)
    meeting = opened(committee, clock, committee.voters[:12])
    line = meeting.lines.get()
    assert decided(committee, line, dict.fromkeys(committee.voters[:11], "for")).outcome == "not_carried"
    assert decided(committee, line, "for").outcome == "carried"
    assert again(proposed).status == "decided"


def test_a_vote_is_given_once_by_the_member_himself_and_only_while_the_ballot_is_open(committee, line):
    ballot = motion(committee, line)
    seat, other = ballot.seats.select_related("member__person")[:2]
    with pytest.raises(Refused, match="сам член"):
        voting.vote(seat, by=other.member.person, choice="for")
    answer(seat.member.person, "vote", choice="for")
    with pytest.raises(door.AlreadyDone):
        answer_again(seat)
    refused_by_the_database(lambda: vote_row(ballot, seat.member))
    refused_by_the_database(lambda: Vote.objects.filter(member=seat.member).update(choice="against"))
    refused_by_the_database(lambda: Vote.objects.all().delete())
    close(committee, ballot)
    refused_by_the_database(lambda: vote_row(ballot, other.member))
    refused_by_the_database(lambda: Ballot.objects.filter(pk=ballot.pk).update(votes_for=17))
    with pytest.raises(Refused, match="уже закрыто"):
        voting.vote(other, by=other.member.person, choice="for")


def answer_again(seat):
    from casework.models import Waiting

    done = Waiting.objects.filter(addressee=seat.member.key, closed_how="done", title="Проголосовать").get()
    door.act_on_task(done.pk, by=seat.member.person, token=None, form_of=lambda step, subject: None)


def vote_row(ballot, member):
    return Vote.objects.create(ballot=ballot, member=member, choice="for", at=timezone.now())


def test_the_roll_is_frozen_at_opening(committee, line):
    late = committee.members[-1]
    lead(
        line.meeting,
        meetings.record_attendance,
        line.meeting,
        by=committee.secretary.person,
        present=committee.voters[:-1],
    )
    ballot = motion(committee, line)
    assert ballot.seats.count() == 16
    refused_by_the_database(lambda: BallotSeat.objects.create(ballot=ballot, member=late, sector=late.sector))
    refused_by_the_database(lambda: ballot.seats.all().delete())
    lead(
        line.meeting, meetings.record_attendance, line.meeting, by=committee.secretary.person, present=committee.voters
    )
    with pytest.raises(AssertionError, match="0 tasks"):
        task_of(late.person, "vote")


def test_a_superuser_has_no_vote(committee, line):
    from tests.committee.conftest import person

    technician = person()
    technician.is_superuser = True
    technician.save()
    ballot = motion(committee, line)
    seat = ballot.seats.first()
    with pytest.raises(Refused, match="сам член"):
        voting.vote(seat, by=technician, choice="for")
    waiting = task_of(seat.member.person, "vote")
    with pytest.raises(door.NotYours):
        door.act_on_task(waiting.pk, by=technician, token=None, form_of=lambda step, subject: None)


def test_closing_takes_the_question_from_those_who_have_not_voted(committee, line):
    ballot = motion(committee, line)
    cast(ballot, dict.fromkeys(committee.voters[:10], "for"))
    waiting = task_of(committee.members[-1].person, "vote")
    close(committee, ballot)
    with pytest.raises(door.AlreadyDone):
        door.act_on_task(waiting.pk, by=committee.members[-1].person, token=None, form_of=lambda step, subject: None)
    case = again(ballot.case)
    assert (case.status, case.finished is not None) == ("DONE", True)


def test_two_items_are_not_discussed_at_once(committee, item, clock):
    item("Первый"), item("Второй")
    convened(committee)
    meeting = opened(committee, clock)
    first, second = meeting.lines.order_by("number")
    lead(meeting, voting.discuss, first, by=committee.chair.person)
    with pytest.raises(Refused, match="закончите вопрос 1"):
        lead(meeting, voting.discuss, second, by=committee.chair.person)


def test_no_break_in_the_middle_of_a_vote_and_the_presiding_person_stays(committee, line):
    motion(committee, line)
    meeting = Meeting.objects.get()
    with pytest.raises(Refused, match="Идёт голосование"):
        lead(meeting, meetings.adjourn, meeting, by=committee.chair.person, resumes_on=meeting.day)
    with pytest.raises(Refused, match="Председательствующий остаётся"):
        lead(meeting, meetings.record_attendance, meeting, by=committee.secretary.person, present=committee.voters[1:])


def test_a_falsified_result_is_found(committee, line):
    ballot = decided(committee, line)
    assert offenders() == {}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "UPDATE committee_ballot SET outcome = 'not_carried', votes_for = 16 WHERE id = %s", [ballot.pk]
            )
        found = offenders()
        transaction.set_rollback(True)
    assert {code.split()[0] for code in found} == {"I-8", "I-11", "I-11a"}


def test_the_secretary_has_no_vote_and_a_body_has_one_chair(committee):
    assert not committee.secretary.has_vote
    refused_by_the_database(
        lambda: BodyMember.objects.create(
            body=committee.body, person=committee.secretary.person, role="chair", sector="authority",
            valid_from=timezone.localdate(), ground="-",
        )
    )  # fmt: skip
