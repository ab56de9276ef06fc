"""Results of the programme lead to their series or to «нет данных»; the quality of expertise is shown without a name (rows 20, 86)."""

from decimal import Decimal

import pytest
from django.test import Client

from execution.models import ExpectedResult, Measure, Undertaking
from expertise.models import Expertise
from tests.monitoring import worlds
from tests.monitoring.conftest import Desk

pytestmark = pytest.mark.django_db


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_every_result_leads_to_its_indicator_or_says_that_there_are_no_data(desk: Desk):
    assert "Программы ещё нет" in read("/programme/results/")
    desk.publish("TRUST1", "43.5")
    world = worlds.Worlds(1)
    with worlds.past_the_triggers():
        world.measures()
        measure = Measure.objects.order_by("order").first()
        for order, (text, indicator, target) in enumerate((
            ("доверие", "доверие по опросу (TRUST1)", Decimal(40)), ("единый язык", "TERM1", Decimal(60)),
            ("концепции", "принятых концепций", None), ("гордость", "PRIDE1", Decimal(70)),
        ), 1):  # fmt: skip
            world.make(
                ExpectedResult, measure=measure, order=order, text=text, indicator=indicator, target=target, unit="%"
            )
    page = read("/programme/results/")
    assert "<strong>43,5</strong>" in page and "достигнуто" in page and "/monitoring/TRUST1/" in page
    assert "показатель TERM1 ещё не заведён" in page and "назван словами" in page and "/monitoring/PRIDE1/" in page
    assert page.count("достигнуто") == 1


def test_the_quality_of_expertise_is_shown_without_names(clock):
    assert "Опубликованных экспертиз пока нет" in read("/expertise/quality/")
    world = worlds.Worlds(3)
    with worlds.past_the_triggers():
        world.expertises()
        Expertise.objects.update(object_url="/proposals/1/")
        project = world.make_work("project", source_url="/proposals/1/", number=1)
        for number, status in enumerate(("done", "failed", "under_way"), 1):
            world.make_work("stage", parent=project, number=number, status=status)
    page = read("/expertise/quality/")
    assert "этапов 3 — 1" in page and "не исполнено: 1" in page and "(ещё идёт)" in page and "Согласованность:" in page
    annulled = Expertise.objects.filter(status="annulled").count()
    assert page.count("<tr>") - 1 <= Expertise.objects.count() - annulled and Undertaking.objects.count() == 4
