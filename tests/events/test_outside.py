"""An outside show: what it costs by articles and how the exhibits travel, for everybody to see (S38)."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from events.models import Carriage, EstimateLine
from tests.events.conftest import Stage, morning
from tests.events.test_hold import fill, read, told
from tests.story import answer, press

pytestmark = pytest.mark.django_db


def text_of(address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", read(address)).split())


def test_a_show_has_an_estimate_and_its_exhibits_are_carried(stage: Stage):
    organizer = stage.organizer
    event = stage.announce(stage.plan("outside_show"), places=3)
    address = event.get_absolute_url()
    row = stage.register(event, exhibit="Станок, который собрали школьники")
    answer(organizer, row.case, "select", outcome="take")
    press(organizer, f"{address}estimate/", status=422, planned_carriage="-5")
    press(organizer, f"{address}estimate/", status=422)
    fill(organizer, f"{address}estimate/", planned_carriage="120000", planned_place="80000.50")
    shown = text_of(address)
    assert "Перевозка экспонатов 120 000" in shown and "Всего 200 000,50" in shown and "Вести смету" not in shown
    there = {
        "way": "there", "carrier": "ООО «Довезём»", "leaves_at": f"{morning(10):%Y-%m-%dT%H:%M}",
        "arrives_at": f"{morning(11):%Y-%m-%dT%H:%M}", "about": "Сдать на склад, ул. Ленина, 5, до десяти утра.",
    }  # fmt: skip
    press(organizer, f"{address}carriage/", status=422, **{**there, "arrives_at": there["leaves_at"]})
    fill(organizer, f"{address}carriage/", **there)
    carriage = Carriage.objects.get()
    assert told(row.person, "Перевозка туда") == 1 and "ООО «Довезём»" in read(address)
    fill(organizer, carriage.get_absolute_url(), ground="Дорога закрыта.")
    assert "ООО «Довезём»" not in read(address).split("Ход")[0] and told(row.person, "отменена") == 1
    event = stage.begin(event)
    with pytest.raises(IntegrityError), transaction.atomic():
        EstimateLine.objects.filter(article="place").update(planned=1)
    press(organizer, f"{address}estimate/", spent_carriage="118500", spent_people="9000")
    shown = text_of(address)
    assert "118 500" in shown and "Проезд и проживание людей 0 ₽ 9 000" in shown and "127 500" in shown
    back = {
        "way": "back",
        "leaves_at": f"{morning(2):%Y-%m-%dT%H:%M}",
        "arrives_at": f"{morning(3) + timedelta(hours=1):%Y-%m-%dT%H:%M}",
    }
    press(organizer, f"{address}carriage/", **{**there, **back})
    assert "Обратно" in read(address)
    seminar = stage.plan()
    press(organizer, f"/events/{seminar.pk}/estimate/", status=404, planned_carriage="1")
