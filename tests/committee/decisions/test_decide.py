"""From the verdict to papers in force: minutes, decisions, opinions, deferrals, the act of the Head of the city."""

from datetime import timedelta

import pytest

from casework import workdays
from casework.door import Refused
from casework.models import Waiting
from casework.queue import run_pending
from casework.sweeping import sweep
from committee.minutes import actions as minutes
from committee.models import AgendaLine, Decision, Meeting
from tests.committee.conftest import (
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
    released,
    sign_by_all,
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
    released(committee, meeting)
    meeting, decision = again(meeting), again(decision)
    assert (meeting.status, decision.status, decision.document.is_public) == ("published", "published", True)
    assert not Waiting.objects.open().exists()


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


@pytest.mark.dated
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
        lead(meeting, minutes.dissent, line, by=member, text="Рано.")
    decided(committee, line)
    lead(meeting, minutes.dissent, again(line), by=member, text="Считаю решение преждевременным.")
    with pytest.raises(Refused, match="член органа"):
        lead(meeting, minutes.dissent, again(line), by=committee.secretary.person, text="Я тоже.")
    meeting = closed(committee, meeting)
    opinions = meeting.minutes.snapshot["items"][0]["opinions"]
    assert opinions == [{"name": member.short_name, "text": ["Считаю решение преждевременным."]}]
    with pytest.raises(Refused, match="до того, как протокол"):
        lead(meeting, minutes.dissent, AgendaLine.objects.get(), by=committee.members[4].person, text="Поздно.")


@pytest.mark.dated
def test_a_motion_to_defer_needs_reasons_and_a_day_within_sixty_working_days(committee, item, clock):
    proposed = item()
    convened(committee)
    meeting = opened(committee, clock)
    line, last = meeting.lines.get(), workdays.add(meeting.day, 60)
    with pytest.raises(Refused, match="мотивы"):
        motion(committee, line, "defer", deferred_until=last)
    with pytest.raises(Refused, match="60 рабочих дней"):
        motion(committee, line, "defer", reasons="Нет сметы.", deferred_until=last + timedelta(days=1))
    decided(committee, line, resolution="defer", reasons="Нет сметы.", deferred_until=last)
    proposed = again(proposed)
    assert (proposed.status, proposed.verdict, proposed.deferred_until, proposed.reasons) == (
        "deferred",
        "defer",
        last,
        "Нет сметы.",
    )
    assert not proposed.has_decision()


def test_an_outcome_without_a_title_of_its_own_is_told_behind_the_question(item):
    asked = item(resolutions=[{"code": "keep", "title": "Оставить как есть"}])
    assert asked.outcome_title == asked.title
    asked.verdict = "keep"
    assert asked.outcome_title == "О поддержке проекта «Набережная Качи»: оставить как есть"
