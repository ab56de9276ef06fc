"""Whoever follows a card, a measure, an edition hears of it; a guest by a confirmed address that is forgotten with one click (8.10)."""

import re

import pytest
from django.core import mail
from django.test import Client

from casework.letters.models import Letter
from casework.models import Notification
from casework.queue import run_pending
from programme.following.actions import tell_all
from programme.models import Following
from tests.execution.programme import make_city
from tests.library.conftest import Shelf, shelf
from tests.story import make_person, press

pytestmark = pytest.mark.django_db
__all__ = ["shelf"]
GUEST = "guest@example.org"


def address_in(letter: str, word: str) -> str:
    """The path of a link of a letter."""
    return str(re.search(rf"https?://[^/]+(/following/{word}/\S+)", letter)[1])  # type: ignore[index]


def letters() -> list[str]:
    run_pending()
    bodies = [str(letter.body) for letter in mail.outbox if letter.to == [GUEST]]
    mail.outbox.clear()
    return bodies


def test_a_card_is_followed_by_a_person_and_by_a_guest_who_leaves_with_one_click(shelf: Shelf):
    card, hidden = shelf.accepted(), shelf.submit(shelf.begin())
    here, guest, reader = f"/follow/library.card:{card.pk}/", Client(enforce_csrf_checks=False), make_person()
    assert here in Client().get(card.get_absolute_url()).content.decode()
    for address in (f"/follow/library.card:{hidden.pk}/", "/follow/library.card:x/", "/follow/programme.person:1/"):
        assert guest.get(address).status_code == 404
    wrong = guest.post(here, {"mail": "не почта"})
    assert wrong.status_code == 422 and "не почта" in wrong.content.decode()
    for _ in range(5):
        assert "подтвердите" in guest.post(here, {"mail": GUEST}).content.decode()
    asked = letters()
    assert len(asked) == 3 and not Following.objects.exists(), "a stranger's address is neither kept nor flooded"
    begin = address_in(asked[0], "begin")
    assert guest.get(begin).status_code == 200 and not Following.objects.exists(), "programs follow links by themselves"
    assert guest.post(begin).status_code == guest.post(begin).status_code == 200
    assert guest.post(begin.replace("begin/W", "begin/X", 1)[:-3] + "/").status_code == 404
    press(reader, here), press(make_person(), here)
    assert Following.objects.count() == 3 and tell_all() == 0, "what had happened before is not news"
    press(shelf.keeper, f"/library/cards/{card.pk}/repeal/", ground="Зал открыли, проблемы больше нет.")
    assert (tell_all(), tell_all()) == (3, 0)
    [news] = letters()
    assert "Карточка прекращена" in news and "Зал открыли" not in news and card.get_absolute_url() in news
    assert Notification.objects.get(person=reader, event__startswith="following:").title.startswith("Новое: Проблема №")
    assert "Карточка прекращена" in guest.get(f"{here}feed/").content.decode()
    assert guest.get(f"{here}days.ics").content.startswith(b"BEGIN:VCALENDAR")
    press(reader, here)
    assert not Following.objects.filter(person=reader).exists()
    leave = address_in(news, "leave")
    assert guest.get(leave).status_code == 200 and Following.objects.filter(mail=GUEST).exists()
    assert Client(enforce_csrf_checks=True).post(leave).status_code == 200
    assert not Following.objects.filter(mail=GUEST).exists() and guest.get("/following/leave/x/").status_code == 404


def test_a_measure_and_an_edition_tell_how_they_stand_and_nothing_more(db: None):
    city = make_city()
    edition = city.edition()
    measure = city.add(edition, bodies=[city.body(organization=city.organization)], terms="2026–2027")
    drafts = (f"/follow/execution.programmeedition:{edition.pk}/", f"/follow/execution.measure:{measure.pk}/")
    assert [Client().get(address).status_code for address in drafts] == [404, 404]
    city.adopt(edition)
    reader = make_person()
    for address in drafts:
        press(reader, address)
    measure.refresh_from_db()
    city.works.answer(city.works.worker, measure.undertaking, "accept", answer="accept")
    assert tell_all() == 1
    row = Notification.objects.get(person=reader, event__startswith="following:")
    assert "Состояние: исполняется" in row.text and "мера 1.1" in row.title
    assert "Редакция вступила в силу" in Client().get(f"{drafts[0]}feed/").content.decode()
    assert "Срок: Мера 1.1" in Client().get(f"{drafts[1]}days.ics").content.decode()
    assert not Letter.objects.filter(kind="following", person=None).exists()
