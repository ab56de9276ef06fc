"""The sitting room in a browser's hands: who sees what, which buttons, a vote with one press."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from casework.models import Notification
from casework.site_search import find
from committee.bodies import actions as bodies
from committee.models import AgendaItem, Meeting, Vote
from committee.voting import actions as voting
from tests.committee.conftest import (
    again,
    answer,
    closed,
    convened,
    decided,
    lead,
    motion,
    opened,
    person,
    released,
    sign_by_all,
    task_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(committee, item, clock):
    item()
    convened(committee)
    return opened(committee, clock)


def page(client, meeting, who=None, name="sitting"):
    client.logout()
    if who:
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse(name, args=[meeting.pk]))


def post(client, who, url, **data):
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.post(url, {"_token": uuid4(), **data})


def test_a_sitting_under_way_is_seen_by_the_body_and_by_nobody_else(client, committee, meeting):
    assert page(client, meeting).status_code == 404
    assert page(client, meeting, person()).status_code == 404
    assert page(client, meeting, committee.members[0].person).status_code == 200
    assert page(client, meeting, committee.secretary.person).status_code == 200
    assert page(client, meeting, person("auditor")).status_code == 200
    assert page(client, meeting, committee.members[0].person, "sitting_now").status_code == 200


def test_only_the_presiding_person_has_the_buttons_of_the_chair(client, committee, meeting):
    line = meeting.lines.get()
    discuss = reverse("line_act", args=[meeting.pk, line.pk, "discuss"])
    assert discuss in page(client, meeting, committee.chair.person).content.decode()
    assert discuss not in page(client, meeting, committee.members[0].person).content.decode()
    assert post(client, committee.members[0].person, discuss).status_code == 404
    assert again(line.item).status == "included"
    assert post(client, committee.chair.person, discuss).status_code == 302
    assert again(line.item).status == "discussing"


def test_the_chair_puts_a_motion_on_its_own_page_and_errors_are_said_there(client, committee, meeting):
    line, by = meeting.lines.get(), committee.chair.person
    lead(meeting, voting.discuss, line, by=by)
    url = reverse("line_act", args=[meeting.pk, line.pk, "motion"])
    client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Поставить на голосование" in client.get(url).content.decode()
    response = post(client, by, url, resolution="decline", text="Отклонить.")
    assert (response.status_code, "Для такого решения нужны мотивы." in response.content.decode()) == (422, True)
    assert post(client, by, url, resolution="support", text="Поддержать.").status_code == 302
    assert again(line.item).status == AgendaItem.Status.VOTING


def test_a_member_votes_with_one_press_and_a_double_press_is_one_vote(client, committee, meeting):
    ballot = motion(committee, meeting.lines.get())
    member = committee.members[0].person
    html = page(client, meeting, member).content.decode()
    waiting = task_of(member, "vote")
    assert f'action="{waiting.get_absolute_url()}"' in html
    assert not Notification.objects.filter(waiting__process=waiting.process_id).exists()  # the page before them says it
    token = re.search(r'name="_token" value="([^"]+)"', html)[1]
    for _ in range(2):
        response = client.post(waiting.get_absolute_url(), {"_token": token, "choice": "for"})
        assert (response.status_code, response.url) == (302, meeting.get_absolute_url())
    assert Vote.objects.filter(ballot=ballot).count() == 1
    assert waiting.get_absolute_url() not in page(client, meeting, member).content.decode()


def test_how_others_vote_is_not_seen_before_the_closing(client, committee, meeting):
    ballot = motion(committee, meeting.lines.get())
    answer(committee.members[0].person, "vote", choice="against")
    html = page(client, meeting, committee.members[1].person).content.decode()
    assert "Проголосовали 1 из 17" in html
    assert "Кто как голосовал" not in html
    assert not Vote.objects.visible_to(committee.members[1].person).exists()
    assert Vote.objects.visible_to(committee.members[0].person).count() == 1
    for member in committee.voters:
        if member != committee.members[0]:
            answer(member.person, "vote", choice="for")
    answer(committee.chair.person, "close_voting")
    html = page(client, meeting, committee.members[1].person).content.decode()
    assert "Кто как голосовал" in html
    assert f"{committee.members[0].person.short_name} — против" in html
    assert Vote.objects.visible_to(committee.members[1].person).filter(ballot=ballot).count() == 17
    assert not Vote.objects.visible_to(person()).exists()


def test_the_public_reads_a_published_sitting_without_names(client, committee, meeting):
    decided(committee, meeting.lines.get())
    meeting = closed(committee, meeting)
    sign_by_all(meeting.minutes)
    answer(committee.secretary.person, "draw_up")
    sign_by_all(meeting.lines.get().decision.document)
    assert page(client, meeting).status_code == 404
    released(committee, meeting)
    html = page(client, meeting).content.decode()
    assert f"Решение № 1.1-{meeting.day.year}" in html
    assert "Поддержать проект" in html
    assert "Кто как голосовал" not in html
    names = [member.person.short_name for member in committee.voters if member != committee.chair]
    assert not [name for name in names if name in html]
    assert meeting.minutes.get_absolute_url() not in html
    assert meeting.get_absolute_url() in client.get(reverse("sittings")).content.decode()


def test_the_search_finds_what_one_may_see_of_sittings_and_whoever_sits_today(committee, meeting):
    title, stranger, member = meeting.lines.get().item.title, AnonymousUser(), committee.members[1].person

    def found(text, who, kind="Заседания"):
        return [row.url for hits in find(text, who)[0] if hits.kind.title == kind for row in hits.rows]

    url = meeting.get_absolute_url()
    assert found(meeting.place, member) == [url] and found(meeting.place, stranger) == []
    assert found(title, stranger) == []
    decided(committee, meeting.lines.get())
    meeting = closed(committee, meeting)
    sign_by_all(meeting.minutes)
    answer(committee.secretary.person, "draw_up")
    sign_by_all(meeting.lines.get().decision.document)
    released(committee, meeting)
    assert found(meeting.place, stranger) == found(title, stranger) == [url]
    assert found("нетакогослова", stranger) == []
    seat = committee.members[1]
    composition = committee.body.get_absolute_url()
    name = f"{seat.person.last_name} {seat.person.first_name} {seat.person.middle_name}"
    before = found(name, stranger, "Состав органов")
    assert composition in before
    bodies.unseat(seat, by=committee.secretary.person, ground="по собственному желанию")
    assert len(found(name, stranger, "Состав органов")) == len(before) - 1, "whoever sits no more"


def test_every_step_and_every_act_has_a_page(client, committee, item, clock):
    item("Первый"), item("Второй")
    login = {"backend": "allauth.account.auth_backends.AuthenticationBackend"}
    seen = []

    def look(who, node):
        client.force_login(who, **login)
        response = client.get(task_of(who, node).get_absolute_url())
        assert response.status_code == 200
        seen.append(response.templates[0].name)

    secretary, chair, member = committee.secretary.person, committee.chair.person, committee.members[0].person
    client.force_login(secretary, **login)
    assert "Назначить заседание" in client.get(reverse("sitting_plan")).content.decode()
    client.force_login(member, **login)
    assert client.get(reverse("sitting_plan")).status_code == 403
    meeting = convened_looking(committee, look)
    clock.move_to(meeting.scheduled_at)
    look(chair, "open_sitting")
    answer(chair, "open_sitting", present=[one.pk for one in committee.voters])
    meeting = Meeting.objects.get()
    for line in meeting.lines.all():
        ballot = motion(committee, line)
        look(member, "vote")
        for seat in ballot.seats.all():
            answer(seat.member.person, "vote", choice="for")
        look(chair, "close_voting")
        answer(chair, "close_voting")
    look(chair, "hold")
    answer(chair, "hold")
    look(secretary, "draft_minutes")
    answer(secretary, "draft_minutes")
    look(member, "remark")
    for one in committee.voters:
        answer(one.person, "remark", text="")
    look(secretary, "sign_minutes")
    assert all(name.startswith("committee/") for name in seen)


def convened_looking(committee, look):
    from tests.committee.conftest import plan

    secretary, chair = committee.secretary.person, committee.chair.person
    plan(committee)
    for who, node, data in (
        (secretary, "assemble", {}),
        (chair, "approve", {}),
        (secretary, "notify_members", {}),
    ):
        look(who, node)
        answer(who, node, **data)
    return Meeting.objects.get()


def test_forms_of_plain_acts_open(client, committee, meeting):
    line = meeting.lines.get()
    lead(meeting, voting.discuss, line, by=committee.chair.person)
    for who, verb in (
        (committee.members[0], "recuse"),
        (committee.secretary, "recuse-other"),
        (committee.chair, "motion"),
    ):
        client.force_login(who.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(reverse("line_act", args=[meeting.pk, line.pk, verb])).status_code == 200
    for verb in ("attendance", "adjourn"):
        assert client.get(reverse("sitting_act", args=[meeting.pk, verb])).status_code == 200
    assert client.get(reverse("sitting_act", args=[meeting.pk, "nonsense"])).status_code == 404


def test_the_composition_of_the_committee_is_public(client, committee):
    html = client.get(reverse("body", args=[committee.body.pk])).content.decode()
    assert committee.chair.person.get_full_name() in html
    assert "Бизнес-структуры" in html


def test_the_room_asks_no_more_questions_for_more_members(client, committee, meeting, django_assert_max_num_queries):
    motion(committee, meeting.lines.get())
    client.force_login(committee.members[0].person, backend="allauth.account.auth_backends.AuthenticationBackend")
    with django_assert_max_num_queries(60):
        client.get(reverse("sitting", args=[meeting.pk]))
