"""A sitting from its plan to its published minutes and decisions."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casework.deadlines import sweep
from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from committee import actions
from committee.models import AgendaItem, AgendaLine, Decision, Meeting

from .conftest import (
    again,
    answer,
    answer_to_sign,
    closed,
    convened,
    decided,
    lead,
    minuted,
    motion,
    opened,
    plan,
    sign_by_all,
    try_answer,
)

pytestmark = pytest.mark.django_db


def test_a_question_goes_from_the_agenda_to_a_published_decision(committee, item, clock):
    proposed = item(concerned=[f"person:{committee.members[0].person_id}"])
    convened(committee)
    meeting = opened(committee, clock)
    ballot = decided(committee, meeting.lines.get())
    assert (ballot.votes_for, ballot.votes_against, ballot.votes_absent, ballot.outcome) == (17, 0, 0, "carried")
    proposed = again(proposed)
    assert (proposed.status, proposed.verdict, proposed.is_settled) == ("decided", "support", True)
    assert proposed.decision.status == "adopted"

    meeting = closed(committee, meeting)
    assert (meeting.status, meeting.minutes.number, meeting.minutes.date) == ("minutes_signing", "1", meeting.day)
    sign_by_all(meeting.minutes)
    assert again(meeting).status == Meeting.Status.MINUTES_SIGNED
    assert sign_by_all(meeting.lines.get().extract).status == "registered"

    answer(committee.secretary.person, "draw_up")
    decision = Decision.objects.get()
    assert (decision.status, decision.document.number) == ("signing", f"1.1-{meeting.day.year}")
    sign_by_all(decision.document)
    decision = again(decision)
    assert (decision.status, decision.is_in_force) == ("in_force", True)
    answer(committee.secretary.person, "publish_decision")
    answer(committee.secretary.person, "publish")
    meeting, decision = again(meeting), again(decision)
    assert (meeting.status, decision.status, decision.document.is_public) == ("published", "published", True)
    assert not Waiting.objects.open().exists()


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


def test_an_empty_agenda_is_not_approved(committee, item, clock):
    item()
    meeting = plan(committee)
    answer(committee.secretary.person, "assemble")
    line = meeting.lines.get()
    form = try_answer(committee.chair.person, "approve", **{f"leave_{line.pk}": "on", f"motive_{line.pk}": "рано"})
    assert "не остаётся ни одного вопроса" in form.errors.as_text()
    assert again(line.item).status == "proposed"


def test_the_working_commission_assembles_the_agenda_where_there_is_one(committee, item, clock):
    from .conftest import person

    commissioner = person("working_commission")
    item()
    plan(committee)
    answer(commissioner, "assemble")
    assert AgendaLine.objects.count() == 1


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


def test_no_quorum_is_found_after_half_an_hour_and_the_sitting_is_repeated(committee, item, clock):
    proposed = item()
    meeting = convened(committee)
    clock.move_to(meeting.scheduled_at + timedelta(minutes=5))
    eight = [member.pk for member in committee.voters[:8]]
    form = try_answer(committee.chair.person, "open_sitting", present=eight)
    assert "есть 8 — недостаточно" in form.errors.as_text()
    assert "не раньше 10:30" in form.errors.as_text()
    clock.move_to(meeting.scheduled_at + timedelta(minutes=31))
    answer(committee.chair.person, "open_sitting", present=eight)
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
    from programme import actions as programme

    acting = committee.members[0].person
    programme.appoint(acting, role="committee_chair", ground="и. о.")
    clock.move_to(Meeting.objects.get().scheduled_at)
    form = try_answer(acting, "open_sitting", present=[member.pk for member in committee.voters])
    assert "только председатель или его заместитель" in form.errors.as_text()


def test_the_deputy_who_acts_as_chair_opens_presides_and_signs(committee, item, clock):
    from programme import actions as programme

    item()
    convened(committee)
    programme.appoint(committee.deputy.person, role="committee_chair", ground="на время отпуска председателя")
    meeting = Meeting.objects.get()
    clock.move_to(meeting.scheduled_at)
    everybody = [member.pk for member in committee.voters if member != committee.chair]
    answer(committee.deputy.person, "open_sitting", present=everybody)
    meeting = again(meeting)
    assert (meeting.presiding, meeting.quorum["present"]) == (committee.deputy, 16)
    with pytest.raises(Refused, match="только председательствующий"):
        lead(meeting, actions.discuss, meeting.lines.get(), by=committee.chair.person)


def test_a_sitting_cannot_be_closed_while_an_item_is_open(committee, item, clock):
    item("Первый"), item("Второй")
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get(number=1))
    form = try_answer(committee.chair.person, "hold")
    assert "Не рассмотрены вопросы: 2" in form.errors.as_text()


def test_a_break_stops_the_sitting_and_it_goes_on(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    lead(meeting, actions.adjourn, meeting, by=committee.chair.person, resumes_on=meeting.day + timedelta(days=2))
    meeting = again(meeting)
    assert meeting.status == "adjourned"
    with pytest.raises(Refused, match="перерыв"):
        lead(meeting, actions.discuss, meeting.lines.get(), by=committee.chair.person)
    lead(meeting, actions.resume, meeting, by=committee.chair.person)
    assert again(meeting).status == "open"
    with pytest.raises(Refused, match="не дольше"):
        lead(
            meeting,
            actions.adjourn,
            again(meeting),
            by=committee.chair.person,
            resumes_on=meeting.day + timedelta(days=30),
        )


def test_a_cancelled_sitting_gives_its_items_back(committee, item, clock):
    proposed = item()
    meeting = convened(committee)
    with pytest.raises(Refused, match="только председатель"):
        lead(meeting, actions.cancel, meeting, by=committee.secretary.person, ground="нет")
    lead(meeting, actions.cancel, meeting, by=committee.chair.person, ground="карантин")
    assert (again(meeting).status, again(proposed).status) == ("cancelled", "proposed")
    assert list(AgendaItem.objects.waiting_for_a_sitting(committee.body)) == [proposed]
    assert not Waiting.objects.open().filter(process=meeting.case.pk).exists()


def test_a_refusal_to_sign_sends_the_minutes_back_and_their_number_stays_void(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get())
    meeting = closed(committee, meeting)
    first = meeting.minutes
    run_pending()
    answer_to_sign(again(first), committee.chair.person, refusal="пропущено выступление")
    run_pending()
    meeting, first = again(meeting), again(first)
    assert (meeting.status, first.status, first.number) == ("minutes_draft", "annulled", "1")
    meeting = minuted(committee, meeting)
    assert (meeting.status, meeting.minutes.number) == ("minutes_signing", "2")
    sign_by_all(meeting.minutes)
    assert again(meeting).status == "minutes_signed"
    answer(committee.secretary.person, "draw_up")
    assert Decision.objects.get().document.number == f"2.1-{meeting.day.year}"


def test_a_refusal_to_sign_a_decision_makes_another_paper_with_another_number(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get())
    sign_by_all(closed(committee, meeting).minutes)
    answer(committee.secretary.person, "draw_up")
    decision = Decision.objects.get()
    run_pending()
    answer_to_sign(again(decision.document), committee.chair.person, refusal="неточная формулировка")
    run_pending()
    assert again(decision).status == "adopted"
    answer(committee.secretary.person, "draw_up", points="Поддержать проект.\nУчесть в бюджете.")
    decision = again(decision)
    assert (decision.document.number, decision.points) == (
        f"1.1/2-{meeting.day.year}",
        ["Поддержать проект.", "Учесть в бюджете."],
    )
    sign_by_all(decision.document)
    assert again(decision).status == "in_force"


def test_silence_for_two_working_days_means_no_remarks(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get())
    answer(committee.chair.person, "hold")
    answer(committee.secretary.person, "draft_minutes")
    answer(committee.members[0].person, "remark", text="Добавить выступление.")
    clock.shift(timedelta(days=5))
    while sweep():
        continue
    assert [remark.text for remark in meeting.remarks.all()] == ["Добавить выступление."]
    answer(committee.secretary.person, "sign_minutes")
    assert again(meeting).status == "minutes_signing"


def test_a_dissenting_opinion_is_attached_to_the_minutes(committee, item, clock):
    item()
    convened(committee)
    meeting = opened(committee, clock)
    line = meeting.lines.get()
    member = committee.members[3].person
    with pytest.raises(Refused, match="ещё не голосовали"):
        lead(meeting, actions.dissent, line, by=member, text="Рано.")
    decided(committee, line)
    lead(meeting, actions.dissent, again(line), by=member, text="Считаю решение преждевременным.")
    with pytest.raises(Refused, match="член органа"):
        lead(meeting, actions.dissent, again(line), by=committee.secretary.person, text="Я тоже.")
    meeting = closed(committee, meeting)
    opinions = meeting.minutes.snapshot["items"][0]["opinions"]
    assert opinions == [{"name": member.short_name, "text": ["Считаю решение преждевременным."]}]
    with pytest.raises(Refused, match="до того, как протокол"):
        lead(meeting, actions.dissent, AgendaLine.objects.get(), by=committee.members[4].person, text="Поздно.")


def test_an_act_of_the_head_is_awaited_where_the_settings_ask_for_one(committee, item, clock, settings):
    from .conftest import person

    settings.REQUIRES_HEAD_ACT = ["support"]
    clerk = person("clerk")
    item()
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get())
    sign_by_all(closed(committee, meeting).minutes)
    answer(committee.secretary.person, "draw_up")
    sign_by_all(Decision.objects.get().document)
    assert Decision.objects.get().status == "pending_act"
    early = {"is_issued": "yes", "number": "17-р", "day": f"{meeting.day - timedelta(days=1):%Y-%m-%d}"}
    assert "не может быть раньше" in try_answer(clerk, "enter_act", **early).errors.as_text()
    answer(clerk, "enter_act", **early | {"day": f"{meeting.day:%Y-%m-%d}"})
    decision = Decision.objects.get()
    assert (decision.status, decision.act) == ("in_force", f"№ 17-р от {meeting.day:%d.%m.%Y}")


def test_a_withdrawn_item_leaves_the_agenda_but_not_during_the_vote(committee, item, clock):
    first, second = item("Первый"), item("Второй")
    convened(committee)
    meeting = opened(committee, clock)
    actions.withdraw_item(second, ground="заявление об отзыве", by=None)
    assert (again(second).status, meeting.lines.get(item=second).outcome) == ("withdrawn", "withdrawn")
    ballot = motion(committee, meeting.lines.get(item=first))
    with pytest.raises(Refused, match="идёт голосование"):
        actions.withdraw_item(first, ground="передумали", by=None)
    assert ballot.is_open


def test_a_motion_to_defer_needs_reasons_and_a_day_within_sixty_working_days(committee, item, clock):
    proposed = item()
    convened(committee)
    meeting = opened(committee, clock)
    line = meeting.lines.get()
    with pytest.raises(Refused, match="мотивы"):
        motion(committee, line, "defer", deferred_until=date(2026, 10, 30))
    with pytest.raises(Refused, match="60 рабочих дней"):
        motion(committee, line, "defer", reasons="Нет сметы.", deferred_until=date(2027, 3, 1))
    decided(committee, line, resolution="defer", reasons="Нет сметы.", deferred_until=date(2026, 10, 30))
    proposed = again(proposed)
    assert (proposed.status, proposed.verdict, proposed.deferred_until, proposed.reasons) == (
        "deferred",
        "defer",
        date(2026, 10, 30),
        "Нет сметы.",
    )
    assert not proposed.has_decision()
