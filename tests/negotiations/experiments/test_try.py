"""An experimental platform: a report on its hypothesis is asked for by the day of its end, the committee concludes, everybody reads it."""

from datetime import timedelta

import pytest
from django.test import Client

from casework import workdays
from committee.agenda import actions as agenda
from execution.undertakings.models import Undertaking
from negotiations.models import Experiment, NegotiationPlatform
from tests.clock import Clock
from tests.committee import conftest as table
from tests.library.cards.test_committee import draw_up
from tests.settled import slack
from tests.story import answer, make_member, make_organization, make_person, press

pytestmark = pytest.mark.django_db
TRIED = "Если круг собирать во дворе, придёт вдвое больше жителей."


def shown(platform: NegotiationPlatform) -> str:
    page = Client().get(platform.get_absolute_url()).content.decode()
    return page.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_what_a_platform_tries_is_reported_and_concluded_on(clock: Clock) -> None:
    committee = table.Committee()
    office, operator = make_person("platform_secretary"), make_organization("Лаборатория города")
    worker, secretary = make_member(operator), committee.secretary.person
    until = workdays.local_date() + timedelta(days=30)
    facts = {
        "title": "Двор-опыт", "kind": "experimental", "description": "Опыты во дворах", "operator": operator.pk, "hypothesis": TRIED,
        "accepts_from": f"{workdays.local_date():%Y-%m-%d}", "accepts_until": f"{until:%Y-%m-%d}", "experiment_until": f"{until:%Y-%m-%d}",
    }  # fmt: skip
    press(office, "/platforms/new/", **facts)
    platform, task = NegotiationPlatform.objects.get(), Undertaking.objects.get()
    edit, conclusion = f"{platform.get_absolute_url()}edit/", f"{platform.get_absolute_url()}conclusion/"
    assert (task.kind, task.due_on, task.organization, task.is_public) == ("experiment", until, operator, True)
    press(office, edit, **{**facts, "description": "Опыты во дворах города"})
    press(office, edit, status=422, **{**facts, "experiment_until": f"{until + timedelta(days=9):%Y-%m-%d}"})
    assert "Вывод комитета будет после отчёта" in shown(platform)
    press(secretary, conclusion, status=422, question="Рассмотреть, что показал опыт во дворах.")
    press(worker, conclusion, status=403, question="Рассмотреть, что показал опыт во дворах.")
    answer(worker, task.case, "accept")
    clock.shift(timedelta(days=35))
    assert "просрочено" in shown(platform)
    answer(
        worker,
        task.case,
        "report",
        done_text="Пришло втрое больше жителей, чем в зал.",
        link="https://example.org/report",
    )
    answer(secretary, task.case, "check", outcome="done")
    assert "Внести вопрос о выводе" not in shown(platform)
    press(secretary, conclusion, status=422)
    press(secretary, conclusion, question="Рассмотреть, что показал опыт во дворах.")
    press(secretary, conclusion, status=422, question="Рассмотреть ещё раз, что показал опыт.")
    assert "Вопрос о выводе внесён" in shown(platform)

    table.convened(committee)
    meeting = table.opened(committee, clock)
    line = meeting.lines.get(item=Experiment.objects.get().item)
    table.decided(committee, line, resolution="confirmed", text="Признать гипотезу подтвердившейся.")
    table.closed(committee, meeting)
    table.sign_by_all(table.again(meeting).minutes)
    decision = agenda.AgendaItem.objects.get().decision
    draw_up(secretary, decision)
    table.sign_by_all(table.again(decision).document)
    table.released(committee, meeting)
    assert "Вывод комитета: Гипотеза подтвердилась" in shown(platform)
    assert slack(Experiment.objects.all(), {"item": None}) == []
    assert agenda.AgendaItem.objects.count() == 1
