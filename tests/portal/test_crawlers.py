"""What the site says to search engines and to whoever shares a link."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders

from portal.context import release
from tests.story import answer, application, begin, make_member, make_organization, make_platform

pytestmark = pytest.mark.django_db
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def places(client: Any) -> list[str]:
    return [str(place.text) for place in ElementTree.fromstring(client.get("/sitemap.xml").content).iter(PLACE)]


def test_the_sitemap_names_public_pages_only(client: Any, settings: Any) -> None:
    settings.SITE_URL = "https://city.example"
    tos = make_organization()
    author = make_member(tos)
    shown, hidden = (begin(author, tos, make_platform(tos)) for _ in range(2))
    answer(author, shown.case, "submit", **application("Двор"))
    named = [place.removeprefix("https://city.example") for place in places(client)]
    assert [shown.get_absolute_url() in named, hidden.get_absolute_url() in named] == [True, False]
    assert [place for place in named if client.get(place).status_code != 200] == []


def test_robots_are_led_to_the_sitemap_and_past_the_demo(client: Any, settings: Any) -> None:
    settings.SITE_URL = "https://city.example"
    real = client.get("/robots.txt").content.decode()
    assert ("Disallow: /accounts/\n" in real, "Sitemap: https://city.example/sitemap.xml\n" in real) == (True, True)
    settings.DEMO = True
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_a_shared_link_has_a_title_and_a_picture_of_its_own(client: Any, settings: Any) -> None:
    settings.SITE_URL = "https://city.example"
    page = client.get("/how/").content.decode()
    assert '<meta property="og:image" content="https://city.example/static/img/preview.png">' in page
    assert f"версия {release()}" in page
    assert client.get("/favicon.ico")["Location"].endswith("img/favicon.png")
    assert all(finders.find(f"img/{name}.png") for name in ("favicon", "touch", "preview"))
