"""«Мой район»: a citizen finds by the district what is proposed, given and heard there, and nothing that is not public."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from negotiations.districts import scheme
from negotiations.models import Proposal
from tests.story import answer, application, begin, make_member, make_organization, make_platform

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def submitted() -> Any:
    tos = make_organization()
    head, platform = make_member(tos), make_platform(tos)

    def submit(title: str, *districts: str) -> Proposal:
        proposal = begin(head, tos, platform, title)
        answer(head, proposal.case, "submit", **application(title, districts=list(districts)))
        return Proposal.objects.get(pk=proposal.pk)

    submit.begin = lambda title: begin(head, tos, platform, title)  # type: ignore[attr-defined]
    return submit


def titles(client: Client, url: str) -> set[str]:
    return {proposal.title for proposal in client.get(url).context["proposals"]}


def test_the_district_is_a_filter_and_a_word_of_the_search(client, submitted) -> None:
    submitted("Двор на горе", "okt")
    submitted("Пристань", "sver", "okt")
    submitted("Часы города")
    register = reverse("proposals")
    there, whole = {"Двор на горе", "Пристань"}, {"Часы города"}
    asked = [
        "?district=okt",
        "?q=Октябрьский",
        "?q=в+октябрьском+районе",
        "?district=sver",
        "?district=city",
        "?q=пристань",
    ]
    found = [there, there, there, {"Пристань"}, whole, {"Пристань"}]
    assert [titles(client, register + query) for query in asked] == found
    assert titles(client, f"{register}?district=nonsense") == there | whole


def test_a_district_shows_its_proposals_and_tells_of_them_in_a_feed(client, submitted) -> None:
    yard = submitted("Двор на горе", "okt")
    submitted("Пристань", "sver")
    submitted.begin("Тайный замысел")
    page = client.get(reverse("district", args=["okt"])).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert ("Двор на горе" in page, "Пристань" in page, "Тайный замысел" in page) == (True, False, False)
    assert page.count("1 предложение") == 0
    listed = client.get(reverse("districts")).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert listed.count("1 предложение") == 4, "twice in the scheme, twice in the list"

    feed = client.get(reverse("district_feed", args=["okt"]))
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ElementTree.fromstring(feed.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Начата формальная проверка: Двор на горе",
        f"Зарегистрировано под № {yard.number}: Двор на горе",
        "Предложение подано: Двор на горе",
    ]
    assert {entry.find(f"{ATOM}link").get("href") for entry in entries} == {settings.SITE_URL + yard.get_absolute_url()}


def test_what_is_not_a_district_has_no_page(client, db) -> None:
    assert [client.get(f"/districts/{code}/").status_code for code in ("city", "OKT", "нет")] == [404, 404, 404]
    assert client.get("/districts/nonsense/feed.xml").status_code == 404


def test_a_district_asks_the_database_as_much_for_ten_proposals_as_for_one(
    client, submitted, django_assert_max_num_queries
) -> None:
    for number in range(10):
        submitted(f"Двор {number}", "okt")
    for page in (reverse("district", args=["okt"]), reverse("districts"), reverse("district_feed", args=["okt"])):
        with django_assert_max_num_queries(3):
            client.get(page)


def test_the_way_in_stands_in_the_menu(client, db) -> None:
    page = client.get(reverse("home")).content.decode()
    for name in ("districts", "sittings", "bodies"):
        assert f'href="{reverse(name)}"' in page


def test_the_scheme_says_what_the_list_says(client, submitted) -> None:
    submitted("Двор на горе", "okt")
    context = client.get(reverse("districts")).context
    drawn = [(shape.code, shape.title, shape.total) for shape in context["shapes"]]
    assert drawn == context["districts"] and len(drawn) == 7
    assert {shape.code: shape.weight for shape in context["shapes"] if shape.weight} == {"okt": 4}
    assert scheme.draw([*drawn, ("new", "Новый", 0)]) == [], "a city with other districts has only the list"
