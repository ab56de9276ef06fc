"""What the city teaches on one page; an indicator of a subprogramme stands with its last figure."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from casework import workdays
from execution.models import ExpectedResult, Measure, Undertaking
from journal.record import key
from library.links import actions as links
from library.models import Card, CardKind, CardLink
from monitoring.indicators import periods, subjects
from monitoring.models import Indicator
from monitoring.values import actions as values
from tests.events.conftest import Stage, stage
from tests.events.test_attest import course, enrolled
from tests.library.cards.test_enter import read
from tests.library.conftest import Shelf, shelf
from tests.monitoring.conftest import Desk, desk
from tests.monitoring.worlds import Worlds, past_the_triggers
from tests.story import make_member, make_organization, make_person, press

pytestmark = pytest.mark.django_db
__all__ = ["desk", "shelf", "stage"]


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


def test_a_course_finds_mentors_and_a_training_its_exercises(stage: Stage, shelf: Shelf):
    event, training = course(stage), stage.announce(stage.plan("training", title="Разговор без обид"))
    organization = make_organization("Завод")
    member = make_member(organization)
    for subject, words, kind in (
        (event, "Предложить наставника", "resource"),
        (training, "Записать упражнение", "exercise"),
    ):
        address = subject.get_absolute_url()
        assert words in read(address, member) and words not in read(address)
        begin = f"/library/{kind}/new/?from=events.event:{subject.pk}"
        press(member, begin, title="Наставники цеха", source=f"events.event:{subject.pk}",
              organization=str(organization.pk))  # fmt: skip
        card = Card.objects.get(kind__code=kind)
        assert CardLink.objects.get(card=card).to_key == key(subject)
        assert f"{card}" not in read(address), "a draft is nobody's business"
        with transaction.atomic():
            with past_the_triggers():
                now = timezone.now()
                Card.objects.filter(pk=card.pk).update(
                    status="in_force",
                    number=f"К-{card.pk}",
                    current_id=1,
                    in_force_at=now,
                    published_at=now,
                    submitted_at=now,
                )
            assert f"{card}" in read(address)
            page = read("/learning/")
            assert "Разговор без обид" in page and ("Наставники цеха" in page) == (kind == "resource")
            transaction.set_rollback(True)


def test_a_course_says_the_indicator_of_its_measure(stage: Stage, desk: Desk):
    world = Worlds(1)
    with past_the_triggers():
        world.measures()
        measure = Measure.objects.order_by("order")[:1].get()
        undertaking = Undertaking.objects.get(pk=world.make_work("measure", number=1).pk)
        Measure.objects.filter(pk=measure.pk).update(undertaking=undertaking, area="health")
        world.make(
            ExpectedResult,
            measure=measure,
            order=9,
            text="малые организации",
            indicator="SMBH1",
            target=140,
            unit="шт.",
        )
    plan = {"title": "Малое дело в здоровье", "undertaking": undertaking}
    event = stage.announce(stage.plan("course", **plan), places=9)
    assert "нет данных" in read(event.get_absolute_url())
    desk.publish("SMBH1", "123")
    assert "123 шт." in read(event.get_absolute_url()) and event.title in read("/learning/?area=health")
    assert event.title not in read("/learning/?area=sport")
