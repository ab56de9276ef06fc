"""A vote by correspondence: a window, two thirds, by name; what is never decided so; what is not held goes to the next sitting."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.queue import run_pending
from committee.meetings import actions as meetings
from committee.meetings.flow import MeetingFlow
from committee.minutes import actions as minutes
from committee.models import AgendaItem, Decision, Meeting, Vote
from committee.voting import actions as voting
from portal.management.commands.check_invariants import broken
from programme.models import PaperAnswer
from tests.committee.conftest import (
    again,
    answer,
    cast,
    close,
    closed,
    lead,
    motion,
    offenders,
    released,
    sign_by_all,
    try_answer,
)
from tests.dossiers import checked_outside
from tests.story import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.dated]


def planned(committee, last_day=None, days=14):
    """The secretary sets a vote by correspondence that begins in so many days; its last day is four working days later."""
    begins = timezone.localtime(timezone.now() + timedelta(days=days)).replace(hour=10, minute=0)
    last_day = last_day or workdays.add(workdays.local_date(begins), 4)
    data = {"body": committee.body.pk, "scheduled_at": f"{begins:%Y-%m-%dT%H:%M}", "place": "опросные листы", "form": "absentee",
            "last_day": f"{last_day:%Y-%m-%d}"}  # fmt: skip
    form = MeetingFlow.plan.form(data, by=committee.secretary.person)
    assert form.is_valid(), form.errors
    meeting = door.start_case(MeetingFlow.plan, by=committee.secretary.person, form=form, token=None)
    return meeting, form


def begun(committee, clock):
    """Everything up to the hour at which the members may vote."""
    meeting, _ = planned(committee)
    answer(committee.secretary.person, "assemble")
    answer(committee.chair.person, "approve")
    answer(committee.secretary.person, "notify_members", short_notice_ground="по поручению председателя")
    clock.move_to(meeting.scheduled_at)
    answer(committee.chair.person, "open_sitting")
    return again(meeting)


def test_a_question_is_decided_by_correspondence_by_name(committee, item, clock):
    item("О первом"), item("О втором")
    meeting = begun(committee, clock)
    first, second = meeting.lines.order_by("number")
    ballots = [motion(committee, line) for line in (first, second)]
    assert [ballot.seats.count() for ballot in ballots] == [17, 17], "everybody is asked at once, nobody is in the room"
    with pytest.raises(Refused, match="раньше его закрывают, если проголосовали все"):
        voting.close_voting(ballots[0], by=committee.chair.person)
    everybody = committee.voters
    for ballot in ballots:
        for seat in ballot.seats.select_related("member__person"):
            if seat.member in everybody[:12]:
                with door.locked(ballot.case.pk):
                    voting.vote(seat, by=seat.member.person, choice="for")
    clock.move_to(meeting.votes_until + timedelta(minutes=1))
    late = ballots[0].seats.select_related("member__person").get(member=everybody[-1])
    with pytest.raises(Refused, match="опоздавший голос"):
        voting.vote(late, by=late.member.person, choice="for")
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.create(ballot=ballots[0], member=late.member, choice="for", at=timezone.now())
    for ballot in ballots:
        with door.locked(ballot.case.pk):
            voting.close_voting(ballot, by=committee.chair.person)
    assert [again(ballot).outcome for ballot in ballots] == ["carried", "carried"]
    assert (
        "Нужно участие не меньше 2/3 от 17, то есть не меньше 12: есть 12 — достаточно." in again(ballots[0]).arithmetic
    )
    lead(meeting, minutes.dissent, again(first), by=everybody[0].person, text="Лучше было собраться.")
    with pytest.raises(Refused, match="участвовал"):
        lead(meeting, minutes.dissent, again(first), by=everybody[-1].person, text="Не успел.")
    meeting = closed(committee, meeting)
    paper = meeting.minutes.snapshot
    assert (paper["is_absentee"], len(paper["present"]), len(paper["absent"])) == (True, 12, 5)
    assert [row["text"] for row in paper["items"][0]["opinions"]] == [["Лучше было собраться."]]
    assert {row["note"] for row in paper["present"]} == {""}
    assert paper["items"][0]["ballots"][0]["method"] == "заочное поимённое голосование"
    sign_by_all(meeting.minutes)


def test_too_few_votes_and_the_question_goes_to_the_next_sitting(committee, item, clock):
    proposed = item()
    meeting = begun(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    cast(ballot, dict.fromkeys(committee.voters[:11], "for"))
    clock.move_to(meeting.votes_until + timedelta(minutes=1))
    ballot = close(committee, ballot)
    assert (ballot.outcome, ballot.votes_for, ballot.votes_absent) == ("no_quorum", 11, 6)
    assert (again(proposed).status, again(proposed).verdict) == ("no_quorum_item", "")
    assert AgendaItem.objects.waiting_for_a_sitting(committee.body).get() == proposed


def test_when_everybody_has_voted_it_is_over_at_once(committee, item, clock):
    proposed = item()
    meeting = begun(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    cast(ballot, "for")
    assert close(committee, ballot).outcome == "carried"
    sign_by_all(closed(committee, meeting).minutes)
    answer(committee.secretary.person, "draw_up")
    decision = Decision.objects.get()
    assert len(decision.document.snapshot["vote"]["by_name"]) == 17
    sign_by_all(decision.document)
    released(committee, meeting)
    assert again(proposed).is_effective


@pytest.mark.parametrize("matter", ["mark_revocation", "protocol", "appeal", "personal"])
def test_what_is_never_decided_by_correspondence(committee, item, clock, matter):
    item("О том, что решают на заседании", matter=matter)
    allowed = item("О прочем")
    planned(committee)
    form = try_answer(committee.secretary.person, "assemble")
    assert form.is_valid()
    meeting = Meeting.objects.get()
    assert [line.item for line in meeting.lines.all()] == [allowed]
    barred = AgendaItem.objects.get(matter=matter)
    assert "заочно не решают" in barred.bars(meeting)
    assert not barred.bars(Meeting(body=committee.body, regulation=meeting.regulation, form="in_person"))


def test_its_page_says_until_when_and_offers_nothing_of_a_room(client, committee, item, clock):
    item()
    meeting = begun(committee, clock)
    lead(meeting, voting.discuss, meeting.lines.get(), by=committee.chair.person)
    client.force_login(committee.chair.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(meeting.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Голоса принимают до" in page and "Поставить на голосование" in page
    for button in ("Отметить явку", "Объявить перерыв", "Нет кворума по вопросу"):
        assert button not in page


def test_the_window_is_of_three_to_five_working_days(committee, item, clock):
    item()
    for days in (2, 6):
        begins = workdays.local_date(timezone.now() + timedelta(days=14))
        made, form = planned(committee, last_day=workdays.add(begins, days))
        assert made is None and "от 3 до 5 рабочих дней" in form.errors.as_text()
    meeting = begun(committee, clock)
    line = meeting.lines.get()
    lead(meeting, voting.discuss, line, by=committee.chair.person)
    with pytest.raises(Refused, match="перерывов нет"):
        lead(meeting, meetings.adjourn, meeting, by=committee.chair.person, resumes_on=meeting.day)
    with pytest.raises(Refused, match="считают, когда его закрывают"):
        lead(meeting, voting.find_no_quorum, line, by=committee.chair.person)
    clock.shift(timedelta(days=4))
    with pytest.raises(Refused, match="осталось меньше 3 рабочих дней"):
        motion(committee, line)


def test_a_late_vote_and_a_barred_matter_are_found(committee, item, clock):
    item()
    meeting = begun(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    cast(ballot, dict.fromkeys(committee.voters[:3], "for"))
    assert offenders() == {}
    for harm in (
        "UPDATE committee_vote SET at = at + interval '30 days'",
        "UPDATE committee_agendaitem SET matter = 'protocol'",
    ):
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL session_replication_role = replica")
                cursor.execute(harm)
            assert "I-28" in {code.split()[0] for code in offenders()}, harm
            transaction.set_rollback(True)


def test_a_sheet_signed_on_paper_counts_once_when_another_has_compared_it(committee, item, clock, client):
    item()
    meeting = begun(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    secretary, clerk, voters = committee.secretary.person, make_person("clerk"), committee.voters
    cast(ballot, dict.fromkeys(voters[:11], "for"))
    seat = ballot.seats.select_related("member__person").get(member=voters[11])
    vote = Waiting.objects.open().get(process=ballot.case.pk, addressee=seat.member.key)
    client.force_login(clerk)
    assert client.get(f"/on-paper/cases/{meeting.case.pk}/").status_code == 404
    client.force_login(secretary)
    sheets = f"/on-paper/cases/{ballot.case.pk}/"
    assert sheets in client.get(meeting.get_absolute_url()).content.decode()
    assert f"/on-paper/steps/{vote.pk}/" in client.get(sheets).content.decode()
    typed = {
        "choice": "against",
        "signed_by": seat.member.person.get_full_name(),
        "received_on": timezone.localdate().isoformat(),
    }
    assert client.post(f"/on-paper/steps/{vote.pk}/", typed).status_code == 422
    typed["scan"] = SimpleUploadedFile("sheet.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND")
    assert client.post(f"/on-paper/steps/{vote.pk}/", typed).status_code == 302
    sheet = PaperAnswer.objects.get()
    assert "ждёт сверки" in client.get(sheets).content.decode()
    assert client.post(f"/on-paper/{sheet.pk}/", {"answer": "yes"}).status_code == 404
    clock.move_to(meeting.votes_until + timedelta(minutes=1))
    with pytest.raises(Refused, match="ждёт второго сотрудника"):
        voting.close_voting(ballot, by=committee.chair.person)
    assert ballot.votes.count() == 11
    client.force_login(clerk)
    assert "Против" in client.get(f"/on-paper/{sheet.pk}/").content.decode()
    assert (
        client.post(f"/on-paper/{sheet.pk}/", {"answer": "yes"}).status_code == 302
    )  # in time: it was typed before the end
    assert client.get(f"/on-paper/steps/{vote.pk}/").status_code == 404
    given = ballot.votes.get(member=seat.member)
    assert (given.choice, given.is_on_paper) == ("against", True)
    ballot = close(committee, ballot)
    assert (ballot.votes_for, ballot.votes_against, ballot.facts["inputs"]["on_paper"]) == (11, 1, 1)
    minutes = closed(committee, meeting).minutes
    paper = minutes.snapshot["items"][0]["ballots"][0]
    assert [row for row in paper["by_name"] if "how" in row] == [
        {"name": seat.member.person.short_name, "choice": "против", "how": "на бумаге"}
    ]
    run_pending()  # the worker sets the minutes
    code, lines = checked_outside(minutes)  # a stranger counts the vote on paper with the others
    assert (code, [words for result, words in lines if result == "НЕВЕРНО"]) == (0, [])
    assert sum(words.endswith("пересчёт") for _, words in lines) == 1
    assert broken() == []
