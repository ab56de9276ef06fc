"""Results of the programme lead to their series or to «нет данных»; the quality of expertise is shown without a name (rows 20, 86)."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from execution.models import ExpectedResult, Measure, Undertaking
from expertise.models import Expertise
from journal.record import key
from library.links import reading
from library.models import Card, CardKind, CardLink
from monitoring.models import Indicator
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
            ("доверие", "доверие по опросу (TRUST1)", Decimal(40)), ("единый язык", "WORD1", Decimal(60)),
            ("концепции", "принятых концепций", None), ("гордость", "PRIDE1", Decimal(70)),
        ), 1):  # fmt: skip
            world.make(
                ExpectedResult, measure=measure, order=order, text=text, indicator=indicator, target=target, unit="%"
            )
    page = read("/programme/results/")
    assert "<strong>43,5</strong>" in page and "достигнуто" in page and "/monitoring/TRUST1/" in page
    assert "показатель WORD1 ещё не заведён" in page and "назван словами" in page and "/monitoring/PRIDE1/" in page
    assert page.count("достигнуто") == 1
    pride = Indicator.objects.get(code="PRIDE1")
    assert reading.named("pride1", AnonymousUser()) == [pride]
    with worlds.past_the_triggers():
        card = world.make(Card, kind=CardKind.objects.get(code="report"), title="Отчёт за полугодие", author_id=desk.author.pk, status="in_force",
                          number="ОТ-1", current_id=1, in_force_at=world.now, published_at=world.now, submitted_at=world.now)  # fmt: skip
        world.make(CardLink, card=card, relation="uses", to_key=key(pride), by_id=desk.author.pk)
    assert "Отчёт за полугодие" in read("/monitoring/PRIDE1/"), (
        "a report leads to the figures it is about, and they to it"
    )


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
