"""What an event is about and what it has changed, with its text; broadcasts and recordings (S17, S18, S69)."""

import pytest

from events.models import Mention, Recording
from events.occasions import actions
from tests.events.conftest import Stage, morning, now, offenders
from tests.events.test_hold import fill, read
from tests.library.conftest import Shelf, make_keeper
from tests.story import answer, make_member, make_organization, make_person, press

pytestmark = pytest.mark.django_db


def test_a_show_of_a_node_leads_to_its_card_and_back(stage: Stage):
    organization = make_organization("ТОС «Берег»")
    shelf = Shelf(
        stage.clock, make_person(last_name="Жителева"), make_keeper(), make_member(organization), organization
    )
    card, organizer = shelf.accepted(), stage.organizer
    series = actions.open_series(by=organizer, title="Показы узлов", leader="Дом соседей")
    event = stage.plan("seminar", series=series)
    own = event.get_absolute_url()
    press(organizer, f"{own}recording/", status=422, kind="recording", url="https://video.example.org/0")
    assert "ничего открытого нет" in press(organizer, f"{own}about/", status=422, about="НЕТ-1")
    press(organizer, f"{own}about/", status=422, about=" , ")
    fill(organizer, f"{own}about/", about=f"№ {card.number}")
    press(organizer, f"{own}about/", status=422, about=card.number)
    assert "Двор без ссор" not in read(card.get_absolute_url()), "a plan is not shown yet"
    event = stage.announce(event)
    press(
        organizer,
        f"{own}session/",
        title="Секция",
        starts_at=f"{morning(12):%Y-%m-%dT%H:%M}",
        ends_at=f"{morning(13):%Y-%m-%dT%H:%M}",
    )
    assert card.title in read(own) and "Двор без ссор" in read(card.get_absolute_url())
    session = str(event.sessions.get().pk)
    fill(organizer, f"{own}recording/", kind="broadcast", url="https://video.example.org/live", session=session)
    assert "Трансляция: Секция" in read(own) and "video.example.org/live" in read(series.get_absolute_url())
    event = stage.begin(event)
    answer(organizer, event.case, "finish")
    press(organizer, f"{own}recording/", status=422, kind="broadcast", url="https://video.example.org/late")
    press(organizer, f"{own}recording/", kind="recording", url="https://video.example.org/whole", title="Весь день")
    live = Recording.objects.get(kind="broadcast")
    fill(organizer, f"/events/recordings/{live.pk}/remove/", ground="Трансляция закончилась.")
    press(organizer, f"/events/recordings/{live.pk}/remove/", status=404, ground="Ещё раз.")
    seen = read(own)
    assert "/live" not in seen and "Запись: Весь день" in seen
    answer(
        organizer,
        event.case,
        "publish",
        text="Карточка станет полнее: добавят школы.",
        paper="yes",
        changed=card.number,
    )
    [row] = now(event).outcome.changed
    assert row["edition"].startswith("редакция 1") and "двенадцать школ" in row["text"]
    seen = read(own)
    assert "двенадцать школ" in seen and "<details" in seen
    assert read(card.get_absolute_url()).count("Двор без ссор") == 1, "about it and has changed it: once"
    assert Mention.objects.count() == 1 and offenders() == {}
