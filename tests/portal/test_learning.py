"""What the city teaches on one page; an indicator of a subprogramme stands with its last figure."""

from decimal import Decimal

import pytest
from django.db import transaction

from casework import workdays
from library.links import actions as links
from library.models import Card, CardKind
from monitoring.indicators import periods, subjects
from monitoring.models import Indicator
from monitoring.values import actions as values
from tests.events.conftest import Stage, stage
from tests.events.test_attest import course, enrolled
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf, shelf
from tests.monitoring.worlds import past_the_triggers
from tests.story import make_person

pytestmark = pytest.mark.django_db
__all__ = ["shelf", "stage"]


def test_courses_lead_to_roles_and_cards_to_courses(stage: Stage, shelf: Shelf, django_assert_max_num_queries):
    assert "Курсов впереди нет" in read("/learning/")
    event = course(stage)
    learner = enrolled(stage, event, "Ученикова").person
    card = shelf.accepted()
    links.link(card, by=shelf.author, relation="uses", to=event)
    with django_assert_max_num_queries(14):
        page = read("/learning/")
    assert "Модератор переговоров" in page and f"{card}" in page and "Аттестация сейчас не обязательна" in page
    assert (
        "обучается" in read("/learning/", learner) and "вы ещё не учились" in read("/learning/", make_person()).lower()
    )
    assert f"{card}" in read(event.get_absolute_url()) and "мероприятие или курс" in read(card.get_absolute_url())
    assert "Чему учит город" in read("/events/")


def test_an_indicator_of_a_subprogramme_stands_with_its_figure(shelf: Shelf):
    card = shelf.accepted()
    kind = CardKind.objects.in_force().get(code="subprogram")
    indicator = Indicator.objects.get(code="REP1")
    links.link(card, by=shelf.author, relation="belongs", to=indicator)
    assert "нет данных" in read(card.get_absolute_url())
    period = periods.of(indicator.period, workdays.local_date()).previous
    values.compute(indicator, subject=subjects.CITY, period=period, value=Decimal(3), counted={})
    page = read(card.get_absolute_url())
    assert f"3 {indicator.unit}" in page.replace("&nbsp;", " ") and str(period) in page
    with transaction.atomic():
        with past_the_triggers():
            Card.objects.filter(pk=card.pk).update(kind=kind, area="sport")
        page = read("/areas/sport/")
        assert "Показатели подпрограммы" in page and indicator.title in page and str(period) in page
        transaction.set_rollback(True)
    assert "Показатели подпрограммы" not in read("/areas/sport/")
