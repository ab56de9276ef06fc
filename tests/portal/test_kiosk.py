"""The screen of an information stand goes on by itself, can be stopped, and says what the registers say."""

import pytest
from django.test import Client

from tests.story import answer, application, begin, make_member, make_organization, make_platform

pytestmark = pytest.mark.django_db


def test_screens_follow_each_other_until_somebody_stops_them(client: Client) -> None:
    tos = make_organization()
    head, platform = make_member(tos), make_platform(tos)
    for title, district in (("Двор на горе", "okt"), ("Пристань", "sver")):
        answer(head, begin(head, tos, platform, title).case, "submit", **application(title, districts=[district]))
    begin(head, tos, platform, "Тайный замысел")
    pages, address = [], "/kiosk/?district=okt"
    while not pages or len(pages) < pages[0].context["total"]:
        pages.append(client.get(address))
        address = pages[-1]["Refresh"].partition("url=")[2]
    assert address == "/kiosk/?district=okt&screen=0", "after the last comes the first"
    words = [page.content.decode().replace("\N{NO-BREAK SPACE}", " ") for page in pages]
    assert ("Двор на горе" in words[0], "Пристань" in words[0], platform.title in words[1]) == (True, False, True)
    assert "Тайный замысел" not in "".join(words)
    stopped = client.get(pages[1].context["stop_url"].replace("?", "/kiosk/?"))
    assert "Refresh" not in stopped and "Refresh" not in client.get("/kiosk/" + stopped.context["next_url"])
    assert client.get("/kiosk/?district=nonsense&screen=99999").context["number"] == 1
    sheet = client.get("/kiosk/sheet/?district=sver").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert ("Пристань" in sheet, "Двор на горе" in sheet, sheet.count("<svg") >= len(pages)) == (True, False, True)
