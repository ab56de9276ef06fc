"""Age as a band: asked where an event is for some ages, refused where it does not fit, told only so that nobody is found (S76)."""

import pytest

from events.models import Event
from events.registrations.ages import shown
from tests.events.conftest import ABOUT, Stage, now, offenders
from tests.events.test_hold import fill, read
from tests.story import answer, make_person, press

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"14": 6, "18": 7}, [("14–17 лет", 6), ("18–24 года", 7)]),
        ({"14": 1, "18": 7, "25": 9}, [("25–35 лет", 9), ("14–17 лет, 18–24 года", 8)]),
        ({"14": 2, "18": 4}, [("14–17 лет, 18–24 года", 6)]),
        ({"14": 2, "18": 2}, []),
        ({"14": 4}, []),
        ({}, []),
    ],
)
def test_bands_of_few_people_are_told_together_or_not_at_all(counts, told):
    assert shown(counts, 5) == told


def test_a_youth_forum_asks_for_the_age_and_names_nobodys(stage: Stage):
    plan = {"kind": "forum", "title": "Молодёжный форум", "about": ABOUT, "access": "everybody", "bands": ["14", "18"]}
    press(stage.organizer, "/events/new/", status=422, **{**plan, "bands": ["13"]})
    fill(stage.organizer, "/events/new/", **plan)
    event = stage.announce(Event.objects.get(), places=9)
    assert event.announcement and event.announcement.snapshot["event"]["ages"] == "14–17 лет, 18–24 года"
    people = [make_person(last_name="Юнова") for _ in range(6)]
    address = f"/events/{event.pk}/register/"
    assert "для возраста: 14–17 лет" in press(people[0], address, status=422, age="60")
    for number, person in enumerate(people):
        press(person, address, age="18" if number else "14")
    seen = read(f"/events/{event.pk}/people/", stage.organizer)
    assert "Юнова" in seen and "18–24" not in seen, "not even the organiser sees whose age it is"
    event = stage.begin(event)
    rows = [str(row.pk) for row in event.registrations.all()]
    answer(stage.organizer, event.case, "finish", came=rows)
    assert "14–17 лет, 18–24 года — 6" in read(event.get_absolute_url())
    plain = stage.announce(stage.plan(title="Для всех"))
    assert "Ваш возраст" not in read(f"/events/{plain.pk}/register/", people[0])
    assert now(event).status == "summing" and offenders() == {}
