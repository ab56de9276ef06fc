"""Yards with activities: brought by an organisation, checked, listed by district and on the page of their area, gone with their last day."""

from datetime import timedelta

import pytest
from django.test import Client

from casework import workdays
from execution.confirmations.models import Confirmation
from execution.models import Measure, Undertaking
from library.cards import actions
from tests.execution.programme import make_city
from tests.library.conftest import Shelf
from tests.story import make_citizen

YARD = {
    "title": "Двор за школой", "area": "sport", "district": "okt", "place": "ул. Демонстрационная, 12", "activity": "Зарядка и скандинавская ходьба",
    "days": "вторник и четверг, с 18 до 19", "whom": "Для всех, без записи", "leader": "ТОС «Берег»", "contact": "",
}  # fmt: skip


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


@pytest.mark.django_db
def test_a_yard_stands_in_its_district_and_on_the_page_of_its_area(shelf: Shelf) -> None:
    assert "Дворов с занятиями здесь пока нет" in read("/yards/")
    until = workdays.local_date() + timedelta(days=90)
    card = shelf.begin("yard", shelf.member, title=YARD["title"], organization=f"{shelf.organization.pk}")
    shelf.submit(card, shelf.member, **{**YARD, "until": f"{until}"})
    assert "Двор за школой" not in read("/yards/") + read("/areas/sport/"), "nobody has checked it"
    card = shelf.check(card)
    page = read("/yards/?area=sport")
    assert (
        "Двор за школой" in page
        and "вторник и четверг" in page
        and "Октябрьский" in page
        and card.number in read(card.get_absolute_url())
    )
    assert "Двор за школой" not in read("/yards/?district=cen") and "Двор за школой" in read("/yards/?district=okt")
    assert "/yards/?district=okt" in read("/districts/okt/")

    # On one page with what the programme does for sport and what citizens see of it.
    city = make_city()
    edition = city.edition()
    measure = city.add(edition, area="sport")
    city.adopt(edition)
    work = Undertaking.objects.get(measure=measure)
    for sees in (True, True, False):
        Confirmation.objects.create(undertaking=work, person=make_citizen(), sees=sees)
    sport = read("/areas/sport/")
    assert "Дворы с занятиями" in sport and "Зарядка и скандинавская ходьба" in sport
    assert (
        "Что видят жители" in sport
        and "видят: 2, не видят: 1" in sport
        and Measure.objects.get(pk=measure.pk).title in sport
    )

    shelf.clock.move_to(workdays.end_of(until) + timedelta(hours=3))
    assert actions.repeal_expired() == 1
    assert "Двор за школой" not in read("/yards/") + read("/areas/sport/"), "no activities, no yard"
