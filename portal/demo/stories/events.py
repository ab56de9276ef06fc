"""Events: a series with a seminar that was held and one to come, a full forum with queues, an event that was called off."""

from datetime import timedelta
from functools import partial
from itertools import islice
from typing import Any

from django.contrib.auth.models import AnonymousUser

from events.mentions import actions as mentions
from events.mentions.forms import MentionForm
from events.models import Event, Recording, Series, Venue
from events.occasions import actions, forms
from events.recordings import actions as recordings
from events.recordings.forms import RecordingForm
from events.rooms import actions as rooms
from events.rooms.forms import WantForm
from negotiations.models import Proposal
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories.events_acts import act, add_part, announce, finish, now, plan, publish, register
from programme.models import Person

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
OFF: dict[str, Any] = {
    "kind": "presentation", "title": "Узел «Левый берег»: показ во дворе", "about": "Показ построенного во дворах и разговор с соседями.",
}  # fmt: skip
SECTIONS = (  # title, hours after the beginning, places, who leads it
    ("Дворы и соседи", 1.5, 3, "Овсянникова Галина Степановна, ТОС «Утёс»"),
    ("Клубы и мастерские", 1.5, None, "Меркулов Андрей Викторович, клуб горожан"),
    ("Деньги двора: взносы, гранты, вклады", 3, 2, "Раевская Ирина Михайловна, фонд «Город и люди»"),
)
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
    series: Series = act(world, organizer, None, forms.SeriesForm, actions.open_series, None, **SERIES)
    held = announce(world, plan(world, HELD, series), ago=20, places=40)
    guests = list(islice((person for name, person in world.people.items() if name.startswith("org")), 9))
    yield world.days.at(30, 18)
    register(world, held, guests)
    yield world.days.at(28, 12)
    off = announce(world, plan(world, OFF), ago=15, places=48)
    yield world.days.at(26, 12)
    register(world, off, guests[:3])
    yield world.days.at(22, 16)
    ground = {"ground": "Двор закрыт на ремонт до осени: показывать негде."}
    act(world, organizer, off, forms.CancelForm, partial(actions.cancel, now(off)), off, **ground)
    yield world.days.at(20, 15)
    finish(world, held, ABSENT)
    yield world.days.at(18, 11)
    publish(world, held, OUTCOME)
    _show_elsewhere(world, held)
    yield world.days.at(6, 10)
    announce(world, plan(world, NEXT, series), ago=-6, places=30, venue=_hall())
    forum = _announce_forum(world)
    yield world.days.at(4, 19)
    _fill_forum(world, forum, guests)
    yield world.days.at(1, 11)
    _ask_for_a_room(world)


def _show_elsewhere(world: World, held: Event) -> None:
    """Where the seminar can be seen again, and what it was about."""
    organizer, held = world.people["events"], now(held)
    seen = {
        "kind": Recording.Kind.RECORDING,
        "url": "https://video.example.org/vstrechny-vklad",
        "title": "Весь семинар",
    }
    act(world, organizer, held, RecordingForm, partial(recordings.add, held), held, **seen)
    proposal = Proposal.objects.visible_to(AnonymousUser()).order_by("pk")[:1].get()
    act(world, organizer, held, MentionForm, partial(mentions.name, held), held, about=proposal.number)


def _announce_forum(world: World) -> Event:
    """Three sections: two at one hour, one later; two of them hold fewer than the forum."""
    forum = announce(world, plan(world, FORUM), ago=-COMING, places=FORUM_PLACES, hours=6)
    for title, hour, places, speakers in SECTIONS:
        add_part(world, forum, title, hour, places=places or "", speakers=speakers)
    seen = {"kind": Recording.Kind.BROADCAST, "url": "https://video.example.org/forum", "title": "Открытие"}
    act(world, world.people["events"], forum, RecordingForm, partial(recordings.add, forum), forum, **seen)
    return forum


def _fill_forum(world: World, forum: Event, guests: list[Person]) -> None:
    """More come than there are places, and more choose a section than it holds."""
    yards, clubs, money = (part.pk for part in forum.sessions.order_by("pk"))
    for number, person in enumerate(guests):
        register(world, forum, [person], sections=[clubs if number == 1 else yards, money])


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
