"""Whoever leads a sitting may leave it: somebody stands in, and the sitting goes on to its papers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from casework import door
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from casework.replacing import ReplaceForm, hand_over, subject_of_step
from casework.sweeping import sweep
from committee.bodies import actions as bodies
from committee.bodies.leaving import left_by_seat
from committee.models import Decision, Meeting
from documents.models import Document
from journal.models import Entry
from programme.appointments import absences
from programme.people import actions as people
from tests.committee.conftest import (
    again,
    answer,
    answer_to_sign,
    cast,
    convened,
    minuted,
    motion,
    opened,
    person,
    plan,
    sign_by_all,
    task_of,
    try_answer,
)
from tests.story import press

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GROUND = "приказ о болезни от 01.12.2026"


def replace(waiting, *, by, person=None, ground=GROUND):
    """«Заменить исполнителя» as the page sends it; the form comes back."""
    absence = waiting.task.flow_task.absence
    candidates = absence.candidates(subject_of_step(waiting)) if absence.candidates else None
    form = ReplaceForm({"ground": ground, "person": person and person.pk}, by=by, candidates=candidates)
    assert form.is_valid(), form.errors
    done = door.act(
        waiting.process_id, by=by, capacity="секретарь", form=form, token=None, action=hand_over(waiting.pk)
    )
    assert done != bool(form.errors)
    return form


def read_without(absent, committee, clock):
    """Everybody but one reads the draft of the minutes; their silence ends with its term."""
    answer(committee.secretary.person, "draft_minutes")
    for member in committee.voters:
        if member != absent:
            answer(member.person, "remark", text="")
    clock.shift(timedelta(days=10))
    for _ in range(3):
        sweep()


def minutes_without(absent, committee, clock):
    read_without(absent, committee, clock)
    answer(committee.secretary.person, "sign_minutes")
    return Meeting.objects.get()


def step(meeting, node):
    rows = Waiting.objects.open().filter(case_url=meeting.get_absolute_url()).select_related("task")
    return next(row for row in rows if row.task.flow_task.name == node)


def test_the_account_of_the_presiding_person_is_closed_in_the_middle_of_a_vote(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    cast(ballot, "for")
    chair, deputy, secretary = committee.chair.person, committee.deputy.person, committee.secretary.person
    people.deactivate(chair, ground="перевод на другую работу")
    told = Notification.objects.filter(person=secretary, event__startswith="absent:").values_list("title", flat=True)
    assert sorted(told) == [
        "Шаг остался без исполнителя: Закрыть голосование",
        "Шаг остался без исполнителя: Провести и закрыть заседание",
    ]
    assert absences.unmanned_people() == []

    waiting = step(meeting, "close_voting")
    stranger = person("committee_member")
    with pytest.raises(Refused, match="подразделение, которое отвечает за шаг"):
        hand_over(waiting.pk)(by=stranger, ground=GROUND, person=deputy)
    replace(waiting, by=secretary, person=deputy)
    assert again(meeting).presiding == committee.deputy
    answer(deputy, "close_voting")
    answer(deputy, "hold")
    entry = Entry.objects.get(verb="replace_presiding")
    assert (entry.actor, entry.ground) == (secretary, GROUND)
    assert Notification.objects.filter(person=deputy, title__startswith="Председательствующий заменён").count() == 1
    assert Notification.objects.filter(person=chair, title__startswith="Председательствующий заменён").count() == 1

    meeting = minutes_without(committee.chair, committee, clock)
    assert sorted(meeting.minutes.signature_requests.values_list("person", flat=True)) == sorted(
        [deputy.pk, secretary.pk]
    )
    sign_by_all(meeting.minutes)
    answer(secretary, "draw_up")
    assert sign_by_all(Decision.objects.get().document).status == Document.Status.REGISTERED


def test_the_deputy_opens_a_sitting_the_chair_cannot_come_to(committee, item, clock):
    item()
    meeting = convened(committee)
    clock.move_to(meeting.scheduled_at)
    replace(step(meeting, "open_sitting"), by=committee.secretary.person, person=committee.deputy.person)
    answer(committee.deputy.person, "open_sitting", present=[member.pk for member in committee.voters])
    assert (again(meeting).status, again(meeting).presiding) == (Meeting.Status.OPEN, committee.deputy)


def test_without_chair_and_deputy_the_member_who_has_sat_longest_is_asked(committee, item, clock):
    item()
    for leaving in (committee.chair, committee.deputy):
        bodies.unseat(leaving, ground="распоряжение Главы города")
        people.deactivate(leaving.person, ground="увольнение")
    meeting = convened_without_chair(committee)
    clock.move_to(meeting.scheduled_at)
    eldest, younger = committee.members[:2]
    with pytest.raises(AssertionError):
        task_of(younger.person, "open_sitting")
    answer(eldest.person, "open_sitting", present=[member.pk for member in committee.members])
    assert again(meeting).presiding == eldest


def test_a_seat_that_ends_says_which_steps_it_leaves_and_who_takes_them(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    voted, silent, chair = committee.members[0], committee.members[1], committee.chair
    cast(ballot, {voted: "for", chair: "for"})
    assert left_by_seat(voted) == bodies.unseat(voted, ground=GROUND) == []
    vote, sitting = f"дело № {ballot.case.pk}", f"дело № {meeting.case.pk}"
    assert [step.words for step in bodies.unseat(silent, ground=GROUND)] == [
        f"Проголосовать, {vote}: за члена не голосует никто: председательствующий закроет голосование и без него."
    ]
    leads = "заседание поведёт председатель или заместитель, а если их нет — старейший член органа."
    assert [step.words for step in left_by_seat(chair)] == [
        f"Провести и закрыть заседание, {sitting}: {leads}",
        f"Закрыть голосование, {vote}: {leads}",
    ]
    left = bodies.unseat(chair, ground=GROUND)
    heard = Notification.objects.filter(event__startswith="unseat:")
    assert {(notice.person, notice.title, notice.url) for notice in heard} == {
        (committee.secretary.person, "Замените исполнителя: Провести и закрыть заседание", "/executors/"),
        (committee.secretary.person, "Замените исполнителя: Закрыть голосование", "/executors/"),
    }
    entry = Entry.objects.filter(verb="unseat").latest("pk")
    assert entry.payload["steps_left"] == [step.waiting.pk for step in left]
    replace(step(meeting, "close_voting"), by=committee.secretary.person, person=committee.deputy.person)
    assert left_by_seat(chair) == []


def test_a_seat_that_ends_leaves_the_paper_it_was_to_sign(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    cast(motion(committee, meeting.lines.get()), "for")
    answer(committee.chair.person, "close_voting")
    answer(committee.chair.person, "hold")
    minuted(committee, meeting)
    run_pending()
    clerk = person("clerk")
    [left] = bodies.unseat(committee.chair, ground=GROUND)
    assert left.waiting.title == "Подписать документ" and "оформляют заново" in left.words
    assert list(Notification.objects.filter(event__startswith="unseat:").values_list("person", flat=True)) == [clerk.pk]


def convened_without_chair(committee):
    meeting = plan(committee)
    answer(committee.secretary.person, "assemble")
    answer(committee.members[0].person, "approve")
    answer(committee.secretary.person, "notify_members", short_notice_ground="по поручению")
    return again(meeting)


def test_a_signatory_who_left_makes_the_number_void_and_another_signs_for_them(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    ballot = motion(committee, meeting.lines.get())
    cast(ballot, "for")
    chair, deputy, secretary = committee.chair.person, committee.deputy.person, committee.secretary.person
    answer(chair, "close_voting")
    answer(chair, "hold")
    meeting = minuted(committee, meeting)
    run_pending()
    first = again(meeting.minutes)
    answer_to_sign(first, secretary)
    clerk = person("clerk")
    people.deactivate(chair, ground="увольнение")
    replace(Waiting.objects.open().get(process=first.signing_case.pk, addressee=f"person:{chair.pk}"), by=clerk)
    run_pending()
    first, meeting = again(first), again(meeting)
    assert (first.status, meeting.status) == (Document.Status.ANNULLED, Meeting.Status.MINUTES_DRAFT)
    assert "Подписант не может подписать" in first.annulled_reason and GROUND in first.annulled_reason
    assert Notification.objects.filter(person=secretary, title=f"Документ № {first.number} аннулирован").count() == 1

    read_without(committee.chair, committee, clock)
    form = try_answer(secretary, "sign_minutes")
    assert "Замените его на странице заседания" in form.errors.as_text()
    preside = reverse("sitting_act", args=[meeting.pk, "preside"])
    assert "Заполните это поле" in press(secretary, preside, status=422, person=deputy.pk)
    press(secretary, preside, person=deputy.pk, ground=GROUND)
    answer(secretary, "sign_minutes")
    meeting = again(meeting)
    assert meeting.presiding == committee.chair, "who has presided is history"
    request = meeting.minutes.signature_requests.exclude(person=secretary).get()
    assert (request.person, request.role) == (deputy, "Заместитель председателя, за председательствующего")
    assert sign_by_all(meeting.minutes).status == Document.Status.REGISTERED
    assert again(meeting).status == Meeting.Status.MINUTES_SIGNED


def test_an_account_is_not_closed_while_nobody_could_take_its_steps(committee, item):
    item()
    plan(committee)
    answer(committee.secretary.person, "assemble")
    chair, secretary = committee.chair.person, committee.secretary.person
    people.deactivate(secretary, ground="увольнение")
    with pytest.raises(Refused, match="Утвердить повестку"):
        people.deactivate(chair, ground="увольнение")
    people.deactivate(chair, ground="взлом", leave_open=True)
    assert [text.partition(": ")[2] for text in absences.unmanned_roles()] == ["role:committee_chair"]


def test_the_page_of_the_office_replaces_and_is_nobody_elses(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    waiting = step(meeting, "hold")
    address = reverse("task_replace", args=[waiting.pk])
    client = Client()
    client.force_login(committee.members[0].person, BACKEND)
    assert client.get(address).status_code == 404
    client.force_login(committee.secretary.person, BACKEND)
    listed = client.get(reverse("executors")).content.decode()
    assert address in listed
    page = client.get(address).content.decode()
    assert committee.deputy.person.get_full_name() in page and "заместитель" in page
    empty = client.post(address, {"ground": ""})
    assert empty.status_code == 422
    answered = client.post(address, {"ground": GROUND, "person": committee.deputy.person_id})
    assert (answered.status_code, answered.url) == (302, reverse("executors"))
    assert again(meeting).presiding == committee.deputy
    assert "Замен" in client.get(address).content.decode()
