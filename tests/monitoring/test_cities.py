"""Cities beside each other: places, no place for «нет данных», and an index that opens into its parts."""

from decimal import Decimal

import pytest
from django.test import Client

from monitoring.values import series
from tests.monitoring.conftest import Desk, offenders

pytestmark = pytest.mark.django_db


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def test_cities_have_places_and_an_index_opens(desk: Desk, django_assert_max_num_queries):
    assert "Сравнивать пока нечего" in read("/monitoring/cities/")
    for subject, figure in (
        ("city", "61"),
        ("other:omsk", "66.5"),
        ("other:tomsk", "61"),
        ("other:barnaul", "44"),
        ("other:irkutsk", None),
    ):
        desk.publish("SIB1", figure, subject=subject)
    for subject, press, poll in (("city", "50", "60"), ("other:omsk", "70", "40")):
        desk.publish("IMG1", press, subject=subject, low=Decimal(press) - 3, high=Decimal(press) + 3)
        desk.publish("IMG2", poll, subject=subject, low=Decimal(poll) - 1, high=Decimal(poll) + 1)
    desk.publish("IMG1", "55", subject="other:tomsk")
    desk.publish("INVEST1", "81000")
    with django_assert_max_num_queries(5):
        page = read("/monitoring/cities/")
    desk.publish("SIB1", "30", subject="other:kemerovo")
    with django_assert_max_num_queries(5):  # as many cities as one likes
        page = read("/monitoring/cities/")
    first = page.partition('id="SIB1"')[2].partition("</section>")[0]
    assert [
        words in first
        for words in ("1-е место: Омск", "2-е место: Красноярск", "2-е место: Томск", "4-е место: Барнаул")
    ] == [True] * 4
    assert (
        "Иркутск — <span" in first
        and "6-е место" not in page
        and "Опрос не проводили." in first
        and "Сравнено городов: 5" in first
    )
    index = page.partition('id="SIB2"')[2].partition("</section>")[0]
    assert (
        "1-е место: Красноярск — <strong>56,0</strong>" in index and "2-е место: Омск — <strong>52,0</strong>" in index
    )
    assert "вес 40 %: 50,0" in index and "(57,0" not in index and "интервал 54,7–57,3" in index, (
        "√((0,4·3)² + (0,6·1)²) = 1,34"
    )
    assert "Томск — <span" in index and "Инвестиции в основной капитал" in page.partition("Ещё не сравнивается")[2]
    assert offenders() == {}


def test_places():
    figures = {"a": Decimal(3), "b": Decimal(5), "c": None, "d": Decimal(3), "e": Decimal(1)}
    assert series.places(figures, "up") == {"b": 1, "a": 2, "d": 2, "e": 4}
    assert series.places(figures, "down") == {"e": 1, "a": 2, "d": 2, "b": 4}
    assert series.places(figures, "none") == {}
