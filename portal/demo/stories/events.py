"""Events: a series with a seminar that was held and one to come, a full forum with a queue, a game that was called off."""

from datetime import timedelta
from functools import partial
from itertools import islice
from typing import Any

from django.utils import timezone

from events.models import Event, Series, Venue
from events.occasions import actions, forms
from events.registrations import actions as registrations
from events.registrations import forms as registrations_forms
from events.rooms import actions as rooms
from events.rooms.forms import WantForm
from events.sections import actions as sections
from events.sections.forms import SessionForm
from portal.demo.people import World
from portal.demo.player import Story
from programme.models import Person

CAPACITY = "организатор мероприятий"
SERIES: dict[str, Any] = {
    "title": "Методологический семинар",
    "leader": "кафедра права и отдел программ",
    "about": "Разбираем, как работает программа.",
}
HELD: dict[str, Any] = {
    "kind": "seminar", "title": "Что такое встречный вклад", "about": "Какой вклад считать встречным, как его оценить и чем подтвердить.",
}  # fmt: skip
NEXT: dict[str, Any] = {
    "kind": "seminar", "title": "Как считать вклад временем", "about": "Час добровольца, час специалиста и час зала: по какой цене их считать.",
}  # fmt: skip
FORUM: dict[str, Any] = {
    "kind": "forum", "title": "Стратегии городских сообществ", "about": "Дворы, клубы и мастерские рассказывают, что у них вышло и что нет.",
}  # fmt: skip
GAME: dict[str, Any] = {
    "kind": "game", "title": "Город в крае, стране и мире", "about": "Игра на два дня: группы строят план города и защищают его друг перед другом.",
}  # fmt: skip
PROGRAMME = "10:00 — открытие и первый доклад.\n11:30 — разговор в группах.\n13:00 — выводы."
PLACE = "ул. Демонстрационная, 1, большой зал"
SECTIONS = ("Дворы и соседи", "Клубы и мастерские")
OUTCOME = (
    "Уточнены три термина: встречный вклад, подтверждение вклада, вклад временем. Их внесут в библиотеку карточками."
)
ABSENT = 2
FORUM_PLACES = 5
COMING = 18  # working days ahead
ASKER = "org03"
WANTED = "Собрание активистов дворовых советов: как содержать то, что построили по соглашениям."


def whole(world: World) -> Story:
    """Announced in time, held, summed up; the forum and the next seminar are to come."""
    organizer = world.people["events"]
    yield world.days.at(35, 10)
    series: Series = _act(world, organizer, None, forms.SeriesForm, actions.open_series, None, **SERIES)
    held = _announce(world, _plan(world, organizer, HELD, series), ago=20, places=40)
    guests = list(islice((person for name, person in world.people.items() if name.startswith("org")), 9))
    yield world.days.at(30, 18)
    _register(world, held, guests)
    yield world.days.at(28, 12)
    game = _announce(world, _plan(world, organizer, GAME), ago=15, places=48)
    yield world.days.at(26, 12)
    _register(world, game, guests[:3])
    yield world.days.at(22, 16)
    cancel = partial(actions.cancel, Event.objects.get(pk=game.pk))
    ground = {"ground": "Набрано меньше половины групп: играть некому."}
    _act(world, organizer, game, forms.CancelForm, cancel, game, **ground)
    yield world.days.at(20, 15)
    came = [str(row.pk) for row in held.registrations.confirmed()][ABSENT:]
    world.actor.answer(organizer, held.case, "finish", came=came)
    yield world.days.at(18, 11)
    world.actor.answer(organizer, held.case, "publish", text=OUTCOME, paper="yes", changed="")
    yield world.days.at(6, 10)
    _announce(world, _plan(world, organizer, NEXT, series), ago=-6, places=30, venue=_hall())
    forum = _announce(world, _plan(world, organizer, FORUM), ago=-COMING, places=FORUM_PLACES)
    starts_at = world.days.at(-COMING, 10)
    hours = {"starts_at": f"{starts_at:%Y-%m-%dT%H:%M}", "ends_at": f"{starts_at + timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    for title in SECTIONS:
        _act(world, organizer, forum, SessionForm, partial(sections.add, forum), forum, title=title, **hours)
    yield world.days.at(4, 19)
    _register(world, forum, guests)
    yield world.days.at(1, 11)
    _ask_for_a_room(world)


def _act(
    world: World, person: Person, event: Event | None, form: Any, action: Any, subject: Any, **answers: Any
) -> Any:
    return world.actor.act(person, event and event.case, CAPACITY, form, action, subject, **answers)


def _plan(world: World, organizer: Person, facts: dict[str, Any], series: Series | None = None) -> Event:
    """EV-01."""
    answers = {**facts, "access": "everybody", "series": series.pk if series else ""}
    event: Event = _act(world, organizer, None, forms.PlanForm, actions.plan, None, **answers)
    return event


def _hall() -> Venue:
    """The largest room of the city."""
    return Venue.objects.order_by("-capacity", "pk")[:1].get()


def _ask_for_a_room(world: World) -> None:
    """BK-02: an organisation asks, the secretary has not answered yet."""
    asks = partial(rooms.ask, _hall())
    signer, organization = world.people[ASKER], world.organizations[ASKER.upper()]
    starts_at = world.days.at(-8, 15)
    world.actor.act(
        signer, None, "подписант организации", WantForm, asks, _hall(), organization=organization.pk, purpose=WANTED,
        starts_at=f"{starts_at:%Y-%m-%dT%H:%M}", ends_at=f"{starts_at + timedelta(hours=2):%Y-%m-%dT%H:%M}",
    )  # fmt: skip


def _announce(world: World, event: Event, ago: int, places: int, venue: Venue | None = None) -> Event:
    """EV-02."""
    starts_at = world.days.at(ago, 10)
    answers: dict[str, Any] = {
        "starts_at": f"{starts_at:%Y-%m-%dT%H:%M}", "ends_at": f"{starts_at + timedelta(hours=4):%Y-%m-%dT%H:%M}", "place": PLACE,
        "programme": PROGRAMME, "places": places, **({"venue": venue.pk, "place": ""} if venue else {}),
    }  # fmt: skip
    world.actor.answer(world.people["events"], event.case, "announce", **answers)
    announced = Event.objects.get(pk=event.pk)
    assert announced.starts_at and announced.starts_at >= timezone.now(), "announced before its day"
    return announced


def _register(world: World, event: Event, guests: list[Person]) -> None:
    """RG-01, RG-02, RG-03."""
    for person in guests:
        register = partial(registrations.register, event)
        world.actor.act(person, event.case, "лично", registrations_forms.RegisterForm, register, event)
