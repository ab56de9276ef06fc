"""Before the sitting: agenda, notices, quorum, a repeat, a break, a cancellation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from casework.door import Refused
from casework.models import Notification, Waiting
from committee.agenda import actions as agenda
from committee.meetings import actions as meetings
from committee.meetings import entries
from committee.models import AgendaItem, AgendaLine, Meeting
from committee.voting import actions as voting
from programme.appointments import actions as appointments
from tests.committee.conftest import again, answer, convened, decided, lead, motion, opened, person, plan, try_answer
from tests.settled import is_refused, slack
from tests.story import press

pytestmark = pytest.mark.django_db


def test_the_chair_leaves_an_item_out_with_a_motive(committee, item, clock):
    first, second = item("Первый вопрос"), item("Второй вопрос")
    meeting = plan(committee)
    answer(committee.secretary.person, "assemble")
    lines = {line.item_id: line for line in meeting.lines.all()}
    left_out, staying = lines[first.pk], lines[second.pk]
    form = try_answer(committee.chair.person, "approve", **{f"leave_{left_out.pk}": "on"})
    assert form.errors == {f"motive_{left_out.pk}": ["Укажите, почему вопрос не включается в повестку."]}
    answer(
        committee.chair.person,
        "approve",
        **{f"leave_{left_out.pk}": "on", f"motive_{left_out.pk}": "не готово заключение"},
    )
    first, second = again(first), again(second)
    assert (first.status, first.motive, first.is_settled) == ("excluded", "не готово заключение", True)
    assert (second.status, again(staying).number) == ("included", 1)


def test_opening_a_sitting_stands_apart_with_its_hour_until_then(client, committee, item, clock):
    item()
    meeting = convened(committee)
    chair, day = committee.chair.person, timezone.localdate(meeting.scheduled_at)
    assert [(row.first, row.url) for row in entries.public(day, day)] == [
        (meeting.scheduled_at, meeting.body.get_absolute_url())
    ]

    def groups() -> dict[str, list[str]]:
        client.force_login(chair, backend="allauth.account.auth_backends.AuthenticationBackend")
        shown = client.get("/inbox/").context["groups"]
        return {title: [line.waiting.title for line in lines] for title, _, lines in shown}

    assert groups() == {"Пока рано": ["Открыть заседание"]}
    response = client.get("/inbox/")
    assert response.wsgi_request.counts.waiting == 0  # nothing can be done now
    start = timezone.localtime(meeting.scheduled_at)
    words = f"с {date_format(start, 'j E')}, {start:%H:%M}"
    assert words in response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    clock.move_to(meeting.scheduled_at)
    assert groups() == {"Без срока": ["Открыть заседание"]}


def test_an_announced_sitting_moves_for_want_of_a_quorum_alone(committee, item, clock):
    item()
    meeting = convened(committee)
    other = {"scheduled_at": meeting.scheduled_at + timedelta(days=1), "notified_at": timezone.now(), "place": "в другом зале",
             "form": "video", "short_notice_ground": "иначе", "opened_at": timezone.now(), "published_at": timezone.now()}  # fmt: skip
    rows = Meeting.objects.filter(pk=meeting.pk)
    assert slack(rows, other) == []
    assert is_refused(rows, status="cancelled", cancel_ground="иначе", scheduled_at=timezone.now())


def test_an_empty_agenda_is_not_approved(committee, item, clock):
    item()
    meeting = plan(committee)
    answer(committee.secretary.person, "assemble")
    line = meeting.lines.get()
    form = try_answer(committee.chair.person, "approve", **{f"leave_{line.pk}": "on", f"motive_{line.pk}": "рано"})
    assert "не остаётся ни одного вопроса" in form.errors.as_text()
    assert again(line.item).status == "proposed"


def test_the_working_commission_assembles_the_agenda_where_there_is_one(committee, item, clock):
    commissioner = person("working_commission")
    item()
    plan(committee)
    answer(commissioner, "assemble")
    assert AgendaLine.objects.count() == 1


@pytest.mark.dated
def test_a_late_notice_needs_a_ground_and_reaches_every_member(committee, item, clock):
    item()
    plan(committee, timezone.now() + timedelta(days=3))
    answer(committee.secretary.person, "assemble")
    answer(committee.chair.person, "approve")
    form = try_answer(committee.secretary.person, "notify_members")
    assert "укажите основание сокращённого срока" in form.errors.as_text()
    answer(committee.secretary.person, "notify_members", short_notice_ground="срочный вопрос")
    assert Meeting.objects.get().short_notice_ground == "срочный вопрос"
    told = Notification.objects.filter(title="Назначено заседание").values_list("person", flat=True)
    assert set(told) == {member.person_id for member in [*committee.voters, committee.secretary]}


@pytest.mark.dated
def test_no_quorum_is_found_after_half_an_hour_and_the_sitting_is_repeated(committee, item, clock):
    proposed = item()
    meeting = convened(committee)
    clock.move_to(meeting.scheduled_at + timedelta(minutes=5))
    eight = [member.pk for member in committee.voters[:8]]
    form = try_answer(committee.chair.person, "open_sitting", present=eight)
    assert "есть 8 — недостаточно" in form.errors.as_text()
    assert "подтвердите, что кворума нет" in form.errors.as_text()
    form = try_answer(committee.chair.person, "open_sitting", present=eight, without_quorum="on")
    assert (
        f"не раньше {timezone.localtime(meeting.scheduled_at + timedelta(minutes=30)):%H:%M}" in form.errors.as_text()
    )
    clock.move_to(meeting.scheduled_at + timedelta(minutes=31))
    answer(committee.chair.person, "open_sitting", present=eight, without_quorum="on")
    meeting = again(meeting)
    assert (meeting.status, meeting.quorum["reached"]) == ("no_quorum", False)

    late = f"{timezone.localtime(timezone.now() + timedelta(days=30)):%Y-%m-%dT%H:%M}"
    assert "не позднее" in try_answer(committee.chair.person, "postpone", scheduled_at=late).errors.as_text()
    soon = timezone.localtime(meeting.scheduled_at + timedelta(days=7))
    answer(committee.chair.person, "postpone", scheduled_at=f"{soon:%Y-%m-%dT%H:%M}")
    assert Notification.objects.filter(title__startswith="Заседание перенесено").count() == 18
    meeting = opened(committee, clock, committee.voters[:9])
    assert (meeting.status, meeting.quorum["present"], again(proposed).status) == ("open", 9, "included")


def test_a_sitting_is_not_opened_before_its_day_nor_by_a_stranger_to_the_chair(committee, item, clock):
    item()
    convened(committee)
    form = try_answer(committee.chair.person, "open_sitting", present=[member.pk for member in committee.voters])
    assert "раньше этого дня" in form.errors.as_text()
    acting = committee.members[0].person
    appointments.appoint(acting, role="committee_chair", ground="и. о.")
    clock.move_to(Meeting.objects.get().scheduled_at)
    form = try_answer(acting, "open_sitting", present=[member.pk for member in committee.voters])
    assert "только председатель или его заместитель" in form.errors.as_text()


def test_the_deputy_who_acts_as_chair_opens_presides_and_signs(committee, item, clock):
    item()
    convened(committee)
    appointments.appoint(committee.deputy.person, role="committee_chair", ground="на время отпуска председателя")
    meeting = Meeting.objects.get()
    clock.move_to(meeting.scheduled_at)
    everybody = [member.pk for member in committee.voters if member != committee.chair]
    answer(committee.deputy.person, "open_sitting", present=everybody)
    meeting = again(meeting)
    assert (meeting.presiding, meeting.quorum["present"]) == (committee.deputy, 16)
    with pytest.raises(Refused, match="только председательствующий"):
        lead(meeting, voting.discuss, meeting.lines.get(), by=committee.chair.person)


def test_a_sitting_cannot_be_closed_while_an_item_is_open(committee, item, clock):
    item("Первый"), item("Второй")
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get(number=1))
    form = try_answer(committee.chair.person, "hold")
    assert "Не рассмотрены вопросы: 2" in form.errors.as_text()


@pytest.mark.dated
def test_a_break_stops_the_sitting_and_it_goes_on(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    adjourn, resume = (reverse("sitting_act", args=[meeting.pk, verb]) for verb in ("adjourn", "resume"))
    assert "Укажите дату" in press(committee.chair.person, adjourn, status=422, resumes_on="завтра")
    press(committee.chair.person, adjourn, resumes_on=f"{meeting.day + timedelta(days=2):%Y-%m-%d}")
    meeting = again(meeting)
    assert meeting.status == "adjourned"
    with pytest.raises(Refused, match="перерыв"):
        lead(meeting, voting.discuss, meeting.lines.get(), by=committee.chair.person)
    press(committee.chair.person, resume)
    assert again(meeting).status == "open"
    with pytest.raises(Refused, match="не дольше"):
        lead(
            meeting,
            meetings.adjourn,
            again(meeting),
            by=committee.chair.person,
            resumes_on=meeting.day + timedelta(days=30),
        )


def test_a_cancelled_sitting_gives_its_items_back(committee, item, clock):
    proposed = item()
    meeting = convened(committee)
    with pytest.raises(Refused, match="только председатель"):
        lead(meeting, meetings.cancel, meeting, by=committee.secretary.person, ground="нет")
    lead(meeting, meetings.cancel, meeting, by=committee.chair.person, ground="карантин")
    assert (again(meeting).status, again(proposed).status) == ("cancelled", "proposed")
    assert list(AgendaItem.objects.waiting_for_a_sitting(committee.body)) == [proposed]
    assert not Waiting.objects.open().filter(process=meeting.case.pk).exists()


def test_a_withdrawn_item_leaves_the_agenda_but_not_during_the_vote(committee, item, clock):
    first, second = item("Первый"), item("Второй")
    convened(committee)
    meeting = opened(committee, clock)
    agenda.withdraw_item(second, ground="заявление об отзыве", by=None)
    assert (again(second).status, meeting.lines.get(item=second).outcome) == ("withdrawn", "withdrawn")
    ballot = motion(committee, meeting.lines.get(item=first))
    with pytest.raises(Refused, match="идёт голосование"):
        agenda.withdraw_item(first, ground="передумали", by=None)
    assert ballot.is_open


def test_a_question_of_the_bodys_own_is_put_by_its_page(committee):
    about, typed = reverse("question_put", args=[committee.body.pk]), "Как часто мы собираемся и кто готовит вопросы."
    asked = {"question": typed, "draft_resolution": "Собираться раз в месяц.", "matter": "own"}
    refused = press(committee.chair.person, about, status=422, **asked, title="")
    assert "Заполните это поле." in refused and typed in refused
    assert not AgendaItem.objects.exists()
    assert "Вопрос внесён" in press(committee.chair.person, about, **asked, title="О порядке работы")
    press(committee.secretary.person, about, **{**asked, "matter": "personal"}, title="Об избрании заместителя")
    assert [(item.title, item.matter) for item in AgendaItem.objects.order_by("pk")] == [
        ("О порядке работы", ""),
        ("Об избрании заместителя", "personal"),
    ]
