"""A rehearsal: the rules and platforms of the city, invented people, a clock that only goes ahead."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from casework.installation import Installation
from events.models import Venue
from journal.models import Entry
from negotiations.models import NegotiationPlatform
from portal.demo import moved_clock, rehearsal
from programme.lists import catalogue
from programme.models import CriteriaSet, ListVersion, Person, Regulation, TextVersion
from programme.periods import today
from programme.regulations import rulebook, scales
from programme.regulations.actions import adopt_criteria
from tests.story import make_organization

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(database_store) -> Iterator[str]:
    """The address of another database: a city that has set a regulation, a platform and a room of its own."""
    with database_store.another() as name:
        with database_store.inside(name):
            set_up()
        yield address_of(name)


@pytest.fixture
def stage(database_store, settings) -> Iterator[None]:
    """The database of the rehearsal: the rules it adopts are never deleted, and would stay for other tests."""
    settings.REHEARSAL = True
    with database_store.another() as name, database_store.inside(name):
        yield


def address_of(name: str) -> str:
    facts = connection.get_connection_params()
    kept = {key: facts[key] for key in ("host", "port", "user", "password") if facts.get(key)}
    return make_conninfo(dbname=name, **kept)


def rules_of_the_city() -> dict:
    """Two days more for the check."""
    rules = json.loads(json.dumps(Regulation.in_force().data))
    rules["deadlines"]["proposal.formal_check"]["days"] = 7
    return rules


def set_up() -> None:
    rules = rules_of_the_city()
    Regulation.objects.create(
        version=2, title="Регламент города", valid_from=today(), data=rules, fingerprint=rulebook.fingerprint(rules)
    )
    areas, letter = ListVersion.latest("areas"), TextVersion.latest("letter.invitation")
    facts = {"version": 2, "valid_from": today(), "starts_at": timezone.now()}
    ListVersion.objects.create(
        code="areas", rows=[row | {"title": row["title"].upper()} for row in areas.rows], fingerprint="1" * 64, **facts
    )
    words = f"{letter.text['text']} Ждём."
    TextVersion.objects.create(code=letter.code, text={"text": words}, fingerprint="2" * 64, **facts)
    rows = scales.rows_of(CriteriaSet.in_force("KN1").criteria.all())
    adopt_criteria(
        code="KN1", rows=[*rows[:-1], rows[-1] | {"hint": "Как в городе."}], valid_from=today(), ground="Решение"
    )
    Installation.objects.update_or_create(
        pk=1, defaults={"organisation_name": "Городской совет", "contact_email": "sovet@example.org", "sender_email": "a@example.org"}
    )  # fmt: skip
    platform = NegotiationPlatform.objects.create(
        title="Дворы", kind="permanent", description="О дворах.", operator=make_organization("Оператор"),
        accepts_from=today(), accepts_until=today() + timedelta(days=30), address="ул. Первая, 1",
    )  # fmt: skip
    platform.venues.add(Venue.objects.create(title="Зал", address="ул. Первая, 1", capacity=9))


def test_a_rehearsal_has_whatever_the_city_has_set_and_invented_people(city, stage):
    rules = rules_of_the_city()
    before = timezone.now()
    rehearsal.open_rehearsal(city)
    now = Regulation.in_force()
    assert (now.title, now.data, now.version) == ("Регламент города", rules, 2)
    assert list(NegotiationPlatform.objects.values_list("title", flat=True)) == ["Дворы"]
    assert list(Venue.objects.values_list("title", "platforms__title")) == [("Зал", "Дворы")]
    assert catalogue.label("areas", "sport") == "ФИЗКУЛЬТУРА И СПОРТ"
    assert TextVersion.in_force("letter.invitation").text["text"].endswith("Ждём.")
    assert CriteriaSet.in_force("KN1").criteria.last().hint == "Как в городе."
    assert (CriteriaSet.in_force("KN2").version, ListVersion.latest("districts").version) == (1, 1), "what is the same"
    copied = Installation.objects.get()
    assert (copied.organisation_name, copied.contact_email, copied.sender_email) == (
        "Городской совет",
        "sovet@example.org",
        "",
    )
    assert Person.objects.demo().count() > 50
    assert Entry.objects.filter(verb="play_demo").count() == 1
    assert timezone.now() >= before, "the people have come yesterday, and now it is now"
    call_command("check_invariants")


def test_without_rules_of_its_own_a_city_rehearses_by_those_that_come_with_the_system(database_store, stage):
    with database_store.another() as name:
        rehearsal.open_rehearsal(address_of(name))
    assert Regulation.in_force().fingerprint == Regulation.objects.get(version=1).fingerprint
    assert not ListVersion.objects.filter(version=2).exists() and not TextVersion.objects.filter(version=2).exists()
    assert NegotiationPlatform.objects.count() > 1


def test_a_real_city_is_never_filled_with_people_whose_passwords_everybody_knows(city):
    with override_settings(REHEARSAL=False), pytest.raises(CommandError, match="rehearse"):
        rehearsal.open_rehearsal(city)
    assert not Person.objects.exists()


def test_the_clock_goes_ahead_for_every_process_and_never_back(tmp_path, clock, monkeypatch):
    path = tmp_path / "files" / "clock"
    moves: list[float] = []
    monkeypatch.setattr(moved_clock, "_hands", Hands(moves))
    monkeypatch.setattr(moved_clock, "_ahead", 0.0)
    start = timezone.now()
    moved_clock.move_to(path, start + timedelta(days=2))
    moved_clock.move_to(path, start - timedelta(days=5))
    assert [round(seconds / 3600) for seconds in moves] == [48]
    assert round(float(path.read_text()) / 3600) == 48
    path.write_text("не число")
    moved_clock._catch_up(path)
    assert len(moves) == 1


class Hands:
    """What stands still instead of the clock of the whole process."""

    def __init__(self, moves: list[float]) -> None:
        self.moves = moves

    def shift(self, seconds: float) -> None:
        self.moves.append(seconds)


def test_the_moment_of_the_next_term_is_offered_only_when_there_is_one(db):
    from portal.rehearsal import ClockForm

    form = ClockForm({"ahead": "stage"})
    assert not form.is_valid()
    assert "Сроков пока нет" in str(form.errors)
    days = ClockForm({"ahead": "5"})
    assert days.is_valid()
    moment: datetime = days.cleaned_data["ahead"]
    assert (timezone.localtime(moment).hour, moment > timezone.now()) == (10, True)
