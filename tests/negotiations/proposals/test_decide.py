"""The committee's answer to a proposal: nothing moves before the decision is in force, and every paper says how it was answered."""

from typing import Any

import pytest
from django.test import Client

from casework import workdays
from casework.door import Refused
from casework.models import Notification
from committee.models import Decision
from documents.models import Document
from negotiations.proposals import actions as proposals
from tests.committee import conftest as sitting
from tests.negotiations.hearing import Hearing, voted
from tests.paper import text_of
from tests.story import (
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing(db: None, clock: Any) -> Hearing:
    return Hearing()


def test_a_rejection_is_called_a_rejection_everywhere_and_only_once_it_is_in_force(hearing, clock):
    assert hearing.proposal.agenda_item.title == "О проектном предложении «Двор „Без ступеней“»"
    meeting = voted(
        hearing, clock, resolution="decline", text="Отклонить предложение.", reasons="Нет согласия жителей."
    )
    for reader in (None, hearing.signer):
        page = hearing.page(reader)
        assert "Решение оформляется" in page
        assert "Отклонена" not in page and "Нет согласия жителей" not in page
    assert hearing.proposal.status == "on_committee"
    with pytest.raises(Refused, match="решение оформляется"):
        proposals.withdraw(hearing.proposal, by=hearing.signer, ground="Передумали: нашли другие деньги.")

    extract = sitting.sign_by_all(meeting.minutes) and sitting.sign_by_all(meeting.lines.get().extract)
    sitting.answer(hearing.committee.secretary.person, "draw_up")
    decision = sitting.sign_by_all(Decision.objects.get().document)
    assert hearing.proposal.status == "on_committee"
    for reader in (None, hearing.signer):
        assert "Отклонена" not in hearing.page(reader) and "Нет согласия жителей" not in hearing.page(reader)
    for paper in (extract, decision):
        assert not Document.objects.visible_to(hearing.signer).filter(pk=paper.pk).exists()
    told = Notification.objects.filter(person=hearing.signer).values_list("title", "text")
    assert not [row for row in told if "тклон" in " ".join(row)]
    sitting.released(hearing.committee, meeting)
    for paper in (extract, decision):
        assert Document.objects.visible_to(hearing.signer).filter(pk=paper.pk).exists()
    assert hearing.proposal.status == "declined"
    wanted = "Об отклонении проектного предложения «Двор „Без ступеней“»"
    assert {decision.title, extract.title, Decision.objects.get().item.outcome_title} == {wanted}
    assert wanted in text_of(decision)
    assert "Решение оформляется" not in hearing.page()

    room = Client().get(meeting.get_absolute_url()).content.decode()
    assert "notice-error" in room and "notice-success" not in room
    for address in ("/", "/documents/", decision.check_path):
        page = Client().get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert "О поддержке" not in page
        assert "Об отклонении" in page


def test_a_deferral_waits_for_the_signed_minutes(hearing, clock):
    until = workdays.add(workdays.local_date(), 40)
    meeting = voted(
        hearing,
        clock,
        resolution="defer",
        text="Отложить.",
        reasons="Нет сметы.",
        deferred_until=until,
    )
    assert hearing.proposal.status == "on_committee"
    sitting.sign_by_all(meeting.minutes)
    assert hearing.proposal.status == "on_committee"
    sitting.released(hearing.committee, meeting)
    assert (hearing.proposal.status, hearing.proposal.deferred_until) == ("deferred", until)


def test_a_decision_without_its_act_decides_nothing(hearing, clock, settings):
    settings.REQUIRES_HEAD_ACT = ["support"]
    clerk = make_person("clerk")
    meeting = voted(hearing, clock)
    sitting.sign_by_all(meeting.minutes)
    sitting.answer(hearing.committee.secretary.person, "draw_up")
    sitting.sign_by_all(Decision.objects.get().document)
    assert hearing.proposal.status == "on_committee"
    sitting.answer(hearing.committee.secretary.person, "request_act")
    sitting.answer(clerk, "enter_act", is_issued="no", ground="Нет средств в бюджете.")
    sitting.run_pending()
    assert hearing.proposal.status == "on_committee"
    hearing.committee.secretary.person.forget_capacities()
    assert sitting.task_of(hearing.committee.secretary.person, "include")
