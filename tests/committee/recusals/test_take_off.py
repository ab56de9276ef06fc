"""Whoever has an interest is off the item by itself, a stranger to it; others preside, write and sign; the base falls by one."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from casework import inbox
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from committee.agenda.lines import Recusal
from committee.decisions.forms import DrawUpForm
from committee.meetings import actions as meetings
from committee.models import AgendaLine, Ballot, BallotSeat, BodyMember, TieHint, Vote
from committee.recusals import actions as recusals
from committee.recusals.public import recusals as public_recusals
from committee.voting import actions as voting
from programme.interests.actions import surfaced
from programme.models import Organization, Person
from tests.belonging import belong
from tests.committee.conftest import (
    again,
    answer,
    cast,
    close,
    convened,
    lead,
    offenders,
    opened,
    person,
    plan,
    released,
    sign_by_all,
    task_of,
    try_answer,
)
from tests.story import answer as answer_in
from tests.story import press

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def page(client, who: Person, url: str) -> str:
    client.force_login(Person.objects.get(pk=who.pk), backend=BACKEND)
    return client.get(url).content.decode().replace("\xa0", " ")


def call(line: AgendaLine, by: BodyMember) -> AgendaLine:
    """The item is called; the row as it is afterwards."""
    lead(line.meeting, voting.discuss, line, by=by.person)
    return again(line)


def put(line: AgendaLine, by: BodyMember, resolution: str = "support", **answers) -> Ballot:
    return lead(
        line.meeting, voting.put_motion, line, by=by.person, resolution=resolution, text="Поддержать.", **answers
    )


@pytest.fixture
def chaired(committee, item, tos, clock):
    """The chair is staff of the applicant; beside its question there is another."""
    belong(committee.chair.person, tos)
    item("О поддержке проекта «Утёса»", question="Тайна-вопроса", conflicted_organizations=[tos])
    item("О другом")
    plan(committee)
    answer(committee.secretary.person, "assemble")
    answer(committee.deputy.person, "approve")
    answer(committee.secretary.person, "notify_members", short_notice_ground="по поручению председателя")
    meeting = opened(committee, clock)
    return meeting, *meeting.lines.select_related("item").order_by("number")


def test_a_tied_chair_is_off_the_item_the_deputy_presides_and_the_base_falls_by_one(client, committee, chaired):
    meeting, theirs, other = chaired
    chair, deputy = committee.chair, committee.deputy
    with pytest.raises(Refused, match="председательствующий по вопросу"):
        lead(meeting, voting.discuss, theirs, by=chair.person)
    theirs = call(theirs, deputy)
    assert [(row.member, row.kind, row.ground, row.recorded_by) for row in theirs.recused()] == [
        (chair, "tie", "сотрудник — ТОС «Утёс», сейчас", deputy.person)
    ]
    ballot = put(theirs, deputy)
    assert (ballot.members, ballot.recused, ballot.seats.count(), theirs.presiding) == (17, 1, 16, deputy)
    cast(ballot, "for")
    assert task_of(deputy.person, "close_voting").title == "Закрыть голосование"
    answer(deputy.person, "close_voting")
    other = call(other, chair)
    ballot = put(other, chair)
    assert (ballot.recused, ballot.seats.count(), other.presiding) == (0, 17, None)
    cast(ballot, "for")
    close(committee, ballot)
    url = meeting.get_absolute_url()
    theirs_page, members_page = page(client, chair.person, url), page(client, committee.members[0].person, url)
    telling = [theirs.item.title, "Тайна-вопроса", f"line_act/{theirs.pk}", "16 − ", "17 − 1", "Не участвуют в вопросе"]
    assert [word for word in telling if word in theirs_page] == []
    assert "Вопрос, в котором вы не участвуете" in theirs_page and "О другом" in theirs_page
    assert all(
        word in members_page
        for word in (theirs.item.title, "Тайна-вопроса", "17 − 1", "сотрудник — ТОС «Утёс», сейчас")
    )
    for verb in ("discuss", "motion", "recuse", "dissent", "tie", "nonsense"):
        assert client.get(reverse("line_act", args=[meeting.pk, theirs.pk, verb])).status_code in (404, 200)
    client.force_login(Person.objects.get(pk=chair.person_id), backend=BACKEND)
    for verb in ("discuss", "motion", "recuse", "dissent", "tie"):
        assert client.get(reverse("line_act", args=[meeting.pk, theirs.pk, verb])).status_code == 404
    told = " ".join(f"{row.title} {row.text}" for row in Notification.objects.filter(person=chair.person))
    assert theirs.item.title not in told and "О другом" in told
    assert "Утёса" not in " ".join(f"{row.waiting.title} {row.waiting.case_title}" for row in inbox.mine(chair.person))
    closing = page(client, chair.person, task_of(chair.person, "hold").get_absolute_url())
    assert theirs.item.title not in closing and "О другом" in closing


def test_the_papers_are_signed_by_whoever_has_no_interest_in_any_item(client, committee, chaired):
    meeting, theirs, other = chaired
    chair, deputy = committee.chair, committee.deputy
    for line, leader in ((theirs, deputy), (other, chair)):
        ballot = put(call(line, leader), leader)
        cast(ballot, "for")
        answer(leader.person, "close_voting")
    answer(chair.person, "hold")
    answer(committee.secretary.person, "draft_minutes")
    for waiting in Waiting.objects.open().filter(process=meeting.case.pk, addressee__startswith="person:"):
        reader = Person.objects.get(pk=int(waiting.addressee[7:]))
        assert (theirs.item.title in page(client, reader, waiting.get_absolute_url())) == (reader != chair.person)
        answer(reader, "remark", text="")
    answer(committee.secretary.person, "sign_minutes")
    meeting = again(meeting)
    signers = set(meeting.minutes.signature_requests.values_list("person", flat=True))
    assert signers == {deputy.person_id, committee.secretary.person_id}
    sign_by_all(meeting.minutes)
    client.force_login(Person.objects.get(pk=chair.person_id), backend=BACKEND)
    assert client.get(meeting.minutes.get_absolute_url()).status_code == 404
    assert list(public_recusals()) == []
    for line in meeting.lines.order_by("number"):
        if line.extract:
            sign_by_all(line.extract)
        decision = line.decision
        answer_in(committee.secretary.person, decision.case, "draw_up", **DrawUpForm.initial_for(decision))
        sign_by_all(again(decision).document)
    released(committee, meeting)
    assert [(row.member, row.item) for row in public_recusals()] == [(chair, theirs.item)]
    client.logout()
    html = client.get(committee.body.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert "Отвод по связи: сотрудник — ТОС «Утёс», сейчас" in html


def test_a_tied_secretary_leaves_the_agenda_the_minutes_and_the_decision_to_a_colleague(committee, item, tos, clock):
    belong(committee.secretary.person, tos)
    item(conflicted_organizations=[tos])
    meeting = plan(committee)
    colleague = committee.members[0]
    with pytest.raises(AssertionError):
        task_of(committee.secretary.person, "assemble")
    answer(colleague.person, "assemble")
    answer(committee.chair.person, "approve")
    answer(colleague.person, "notify_members", short_notice_ground="по поручению председателя")
    meeting = opened(committee, clock)
    line = call(meeting.lines.get(), committee.chair)
    assert [row.member for row in line.recused()] == [committee.secretary]
    ballot = put(line, committee.chair)
    assert (ballot.recused, ballot.seats.count()) == (0, 17)  # a secretary has no vote to take away
    cast(ballot, "for")
    close(committee, ballot)
    answer(committee.chair.person, "hold")
    answer(colleague.person, "draft_minutes")
    for member in committee.voters:
        answer(member.person, "remark", text="")
    answer(colleague.person, "sign_minutes")
    sign_by_all(again(meeting).minutes)
    answer(colleague.person, "draw_up")
    decision = again(line).decision.document
    assert set(decision.signature_requests.values_list("person", flat=True)) == {
        committee.chair.person_id,
        colleague.person_id,
    }
    told = Notification.objects.filter(person=committee.secretary.person).values_list("title", "text")
    assert line.item.title not in " ".join(f"{title} {text}" for title, text in told)


def test_a_recusal_that_costs_the_quorum_stops_the_vote_and_a_repeat_sitting_adopts(committee, item, tos, clock):
    tied = committee.members[0]
    belong(tied.person, tos)
    proposed = item(conflicted_organizations=[tos])
    convened(committee)
    meeting = opened(committee, clock, [committee.chair, *committee.voters[1:9]])  # nine of seventeen, one of them tied
    line = call(meeting.lines.get(), committee.chair)
    with pytest.raises(Refused, match=r"по вопросу 17 − 1 = 16.*не меньше 9: есть 8 — недостаточно"):
        put(line, committee.chair)
    lead(meeting, voting.find_no_quorum, line, by=committee.chair.person)
    assert (again(proposed).status, again(line).outcome) == ("no_quorum_item", "no_quorum")
    answer(committee.chair.person, "hold")
    convened(committee)
    repeat = opened(committee, clock)
    line = call(repeat.lines.get(), committee.chair)
    ballot = put(line, committee.chair)
    assert (ballot.recused, ballot.seats.count()) == (1, 16)
    cast(ballot, "for")
    close(committee, ballot)
    assert (again(proposed).status, again(proposed).verdict) == ("decided", "support")
    assert Recusal.objects.filter(item=proposed, member=tied).count() == 1


def test_the_eldest_untied_member_leads_when_chair_and_deputy_are_tied(committee, item, tos, clock):
    belong(committee.chair.person, tos)
    belong(committee.deputy.person, tos)
    item(conflicted_organizations=[tos])
    plan(committee)
    answer(committee.secretary.person, "assemble")
    answer(committee.members[0].person, "approve")
    answer(committee.secretary.person, "notify_members", short_notice_ground="по поручению председателя")
    meeting = opened(committee, clock, committee.voters[:1] + committee.voters[3:])
    line = call(meeting.lines.get(), committee.members[1])  # the eldest is not there
    assert (line.presiding, again(meeting).presiding) == (committee.members[1], committee.chair)
    with pytest.raises(Refused, match="Кто ведёт вопрос, остаётся"):
        there = [member for member in committee.voters[3:] if member != committee.members[1]]
        lead(
            meeting,
            meetings.record_attendance,
            meeting,
            by=committee.secretary.person,
            present=[committee.chair, *there],
        )


def test_an_interested_person_and_a_namesake_by_the_inn_are_barred_and_a_tie_long_over_is_not(
    committee, item, tos, clock
):
    author, branch, old = committee.members[:3]
    tos.inn = "2466000001"
    tos.save()
    twin = Organization.objects.create(
        full_name="Утёс-2", short_name="Утёс-2", sector="community", legal_form="ТОС", address="Красноярск"
    )
    Organization.objects.filter(pk=twin.pk).update(inn="2466000002")
    belong(branch.person, tos, valid_from="2020-01-01", valid_to="2025-12-31")
    belong(old.person, tos, valid_from="2019-01-01", valid_to="2020-01-01")
    belong(committee.members[4].person, twin)
    item(conflicted_organizations=[tos], interested_people=[author.person])
    convened(committee)
    line = call(opened(committee, clock).lines.get(), committee.chair)
    assert {row.member: row.ground for row in line.recused()} == {
        author: "сам заинтересован в вопросе",
        branch: "сотрудник — ТОС «Утёс», до 31.12.2025",
    }


# A hint is a question, decided without the person.


@pytest.fixture
def namesake(committee, item, tos, clock):
    """A member has the surname of somebody of the applicant."""
    other = person(last_name="Редкофамильный")
    belong(other, tos)
    member = committee.seat("committee_member", "business")
    Person.objects.filter(pk=member.person_id).update(last_name="Редкофамильная")
    item(conflicted_organizations=[tos])
    convened(committee)
    meeting = opened(committee, clock, [*committee.voters, member])
    return call(meeting.lines.get(), committee.chair), again(member)


def test_a_hint_stops_the_vote_until_the_body_has_decided_without_the_member(committee, namesake, client):
    line, member = namesake
    with pytest.raises(Refused, match=r"Сначала решите, может ли участвовать .*Редкофамильная: однофамилец"):
        put(line, committee.chair)
    text, address = "Однофамильцы, не родственники.", reverse("line_act", args=[line.meeting_id, line.pk, "tie"])
    assert "Напишите, почему связи нет" in press(member.person, address, status=422, has_tie="no", text="")
    press(member.person, address, has_tie="no", text=text)
    html = page(client, committee.chair.person, line.meeting.get_absolute_url())
    assert text in html and "однофамилец: Редкофамильный" in html
    with pytest.raises(Refused, match="проверьте, сколько рук"):
        lead(line.meeting, recusals.decide_hint, line, by=committee.chair.person, votes_for=9, votes_against=20)
    lead(line.meeting, recusals.decide_hint, line, by=committee.chair.person, votes_for=3, votes_against=14)
    assert put(line, committee.chair).seats.count() == 18
    assert TieHint.objects.get().decision == "none"


def test_a_dismissed_hint_is_not_asked_again_until_the_facts_change(committee, namesake, item, tos, clock):
    line, member = namesake
    lead(line.meeting, recusals.decide_hint, line, by=committee.chair.person, votes_for=0, votes_against=17)
    cast(put(line, committee.chair), "for")
    answer(committee.chair.person, "close_voting")
    answer(committee.chair.person, "hold")
    item("Ещё раз", conflicted_organizations=[tos])
    convened(committee)
    meeting = opened(committee, clock, [*committee.voters, member])
    again_called = call(meeting.lines.get(), committee.chair)
    assert not again_called.hints.exists()
    put(again_called, committee.chair)
    cast(Ballot.objects.get(closed_at=None), "for")
    answer(committee.chair.person, "close_voting")
    answer(committee.chair.person, "hold")
    belong(person(last_name="Редкофамильный"), tos)
    item("В третий раз", conflicted_organizations=[tos])
    convened(committee)
    meeting = opened(committee, clock, [*committee.voters, member])
    assert [row.member for row in call(meeting.lines.get(), committee.chair).hints.all()] == [member]


@pytest.mark.parametrize("hands", [(10, 7), (8, 8)])
def test_the_doubt_is_the_applicants(committee, namesake, hands):
    line, member = namesake
    lead(
        line.meeting, recusals.decide_hint, line, by=committee.chair.person, votes_for=hands[0], votes_against=hands[1]
    )
    assert [(row.member, row.kind) for row in line.recused()] == [(member, "body")]


def test_a_hint_confirmed_is_a_recusal_of_ones_own(committee, namesake):
    line, member = namesake
    lead(line.meeting, recusals.answer_hint, line, by=member.person, has_tie="yes")
    assert [(row.member, row.kind) for row in line.recused()] == [(member, "self")]
    with pytest.raises(Refused, match="уже решён"):
        lead(line.meeting, recusals.answer_hint, line, by=member.person, has_tie="no", text="нет")


# A tie that comes to be known later.


def tie_now(member: BodyMember, organization) -> None:
    """The invitation is accepted at this moment, and the queue tells the rooms."""
    belong(member.person, organization, valid_from=timezone.localdate())
    surfaced(member.person)
    run_pending()


def test_a_tie_that_surfaces_in_an_open_vote_stops_it_and_it_is_put_again_without_them(committee, item, tos, clock):
    item(conflicted_organizations=[tos])
    convened(committee)
    line = call(opened(committee, clock).lines.get(), committee.chair)
    ballot = put(line, committee.chair)
    late, *others = committee.members
    cast(ballot, dict.fromkeys(others, "for"))
    tie_now(late, tos)
    ballot = Ballot.objects.get(pk=ballot.pk)
    assert (ballot.outcome, ballot.votes_for, again(line.item).status) == ("annulled", len(others), "discussing")
    assert [row.member for row in line.recused()] == [late]
    assert not [row.waiting.title for row in inbox.mine(late.person)]
    second = put(again(line), committee.chair)
    assert (second.recused, second.seats.count()) == (1, 16)
    cast(second, "for")
    close(committee, second)
    assert again(line.item).verdict == "support"


def test_the_chair_tied_in_the_middle_hands_the_item_to_the_deputy(committee, item, tos, clock):
    item(conflicted_organizations=[tos])
    convened(committee)
    line = call(opened(committee, clock).lines.get(), committee.chair)
    put(line, committee.chair)
    tie_now(committee.chair, tos)
    with pytest.raises(Refused, match="председательствующий по вопросу"):
        put(again(line), committee.chair)
    ballot = put(again(line), committee.deputy)
    cast(ballot, "for")
    answer(committee.deputy.person, "close_voting")
    assert again(line.item).verdict == "support"


def test_a_vote_of_somebody_tied_is_refused_by_the_action_and_by_the_database(committee, item, tos, clock):
    item(conflicted_organizations=[tos])
    convened(committee)
    line = call(opened(committee, clock).lines.get(), committee.chair)
    ballot = put(line, committee.chair)
    late = committee.members[0]
    belong(late.person, tos)
    refused = try_answer(late.person, "vote", choice="for")
    assert "голосовать по нему вам нельзя" in refused.errors.as_text()
    for forbidden in (
        lambda: Vote.objects.create(ballot=ballot, member=late, choice="for", at=timezone.now()),
        lambda: AgendaLine.objects.filter(pk=line.pk).update(presiding=late),
        lambda: BallotSeat.objects.create(
            ballot=Ballot.objects.create(**_copy(ballot)), member=late, sector=late.sector
        ),
    ):
        with pytest.raises(ProgrammingError, match="whoever has an interest"), transaction.atomic():
            forbidden()


def _copy(ballot: Ballot) -> dict:
    Ballot.objects.filter(pk=ballot.pk).update(
        closed_at=timezone.now(), outcome="annulled", votes_for=0, votes_against=0, votes_abstained=0, votes_absent=17
    )
    names = ("line", "resolution", "text", "majority", "members", "recused", "quorum", "put_by")
    return {name: getattr(ballot, name) for name in names}


def test_the_promises_name_whoever_acted_in_spite_of_a_tie(committee, item, tos, clock):
    item(conflicted_organizations=[tos])
    convened(committee)
    line = call(opened(committee, clock).lines.get(), committee.chair)
    ballot = put(line, committee.chair)
    cast(ballot, "for")
    close(committee, ballot)
    with transaction.atomic():
        belong(committee.chair.person, tos, entered_at=timezone.now() - timedelta(days=60))
        assert sorted(code.split()[0] for code in offenders()) == ["I-81", "I-82", "I-83"]
        transaction.set_rollback(True)


def test_a_tie_found_after_the_decision_is_told_to_the_concerned_with_what_is_left_to_them(committee, item, tos, clock):
    applicant = person()
    item(conflicted_organizations=[tos], concerned=[f"person:{applicant.pk}"])
    convened(committee)
    line = call(opened(committee, clock).lines.get(), committee.chair)
    ballot = put(line, committee.chair)
    cast(ballot, "for")
    close(committee, ballot)
    belong(committee.members[0].person, tos, entered_at=timezone.now())
    surfaced(committee.members[0].person)
    run_pending()
    surfaced(committee.members[0].person)
    run_pending()
    [told] = Notification.objects.filter(person=applicant, title__startswith="Выявлена связь")
    assert "59-ФЗ" in told.text and "апелляц" not in told.text, "nobody appeals what no room lets appeal"
