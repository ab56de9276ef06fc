"""What is shown and played: a game in groups with products, a festival with the vote of its viewers, a fair with stands to come."""

from functools import partial
from typing import Any

from events.groups import actions as groups
from events.groups.forms import DrawForm, FormGroupsForm, ProductForm
from events.models import Event
from events.outside import actions as outside
from events.outside.forms import CarriageForm, EstimateForm
from events.viewers import actions as viewers
from events.viewers.forms import ViewerVoteForm
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.stories.events_acts import act, announce, finish, now, plan, publish, register, take

GAME: dict[str, Any] = {
    "kind": "game", "title": "Город в крае, стране и мире", "about": "Игра на два дня: группы строят план города и защищают его друг перед другом.",
}  # fmt: skip
FESTIVAL: dict[str, Any] = {
    "kind": "festival", "title": "Дворы поют", "about": "Дворовые хоры, ансамбли и театры показывают своё; зрители выбирают лучшее.",
}  # fmt: skip
FAIR: dict[str, Any] = {
    "kind": "fair", "title": "Сделано в Красноярске", "about": "Мастерские, заводы и клубы показывают, что сделали вместе с городом.",
    "access": "organizations",
}  # fmt: skip
GROUPS = "Река\nПром\nУниверситет"
ROLES = "ведущий\nдокладчик"
PLAYERS = ("org04", "org05", "org06", "org09", "org13", "org15", "org16")
PRODUCTS = (
    "Река: набережная без машин от моста до моста, причалы и тёплые павильоны.",
    "Пром: цеха, куда пускают школьников, и мастерские в пустых корпусах.",
    "Университет: общий план трёх вузов, общежития в центре, летняя школа.",
)
ACTS = {"org13": "Хор «Покровские голоса»: песни переселенцев.", "org16": "Театр теней народов Енисея.",
        "org15": "Духовой оркестр двора на Утёсе."}  # fmt: skip
STANDS = {"org07": "Учебный станок, который собрали школьники.", "org06": "Карта дворов: где что построено по соглашениям.",
          "org08": "Хлеб по рецептам соседей.", "org04": "Музей одного двора: выставка в чемодане."}  # fmt: skip
CHOICES = (0, 1, 0, 2, 0, 1, 0, 1)  # for which of the acts viewers vote
SHOW: dict[str, Any] = {
    "kind": "outside_show", "title": "Красноярск в городе А", "about": "Город показывает соседям, что сделал вместе с жителями и заводами.",
    "access": "organizations",
}  # fmt: skip
PLANNED = {"planned_carriage": "120000", "planned_place": "80000", "planned_people": "45000"}
SPENT = {"spent_carriage": "118500", "spent_place": "80000", "spent_people": "52300"}
HAND_IN = "Сдать на склад, ул. Демонстрационная, 5, накануне до 17:00; упаковка своя."
NO_PAPER_OF_A_SHOW = "Итоги показа — смета и отзывы, они на этой странице."
NO_PAPER = "Итоги — голоса зрителей, они на странице фестиваля."


def whole(world: World) -> Story:
    """The game and the festival are over, the fair is to come."""
    yield world.days.at(52, 12)
    game = announce(world, plan(world, GAME), 38, places=12, hours=30)
    festival = announce(world, plan(world, FESTIVAL), 34, places=6)
    yield world.days.at(50, 17)
    players = register(world, game, [world.people[name] for name in PLAYERS])
    shown = [
        row for name, text in ACTS.items() for row in register(world, festival, [world.people[name]], exhibit=text)
    ]
    yield world.days.at(48, 17)
    take(world, [*players, *shown])
    _divide(world, game)
    yield world.days.at(37, 15)
    _hand_in(world, game)
    finish(world, game)
    yield world.days.at(35, 15)
    publish(world, game, "Три группы показали три плана города; общее в них — дорога к реке без машин.")
    yield world.days.at(34, 12)
    _vote(world, festival, [row.pk for row in shown])
    yield world.days.at(34, 18)
    finish(world, festival)
    yield world.days.at(32, 12)
    publish(world, festival, "Выступили три коллектива, зрители выбрали хор «Покровские голоса».", NO_PAPER)
    yield world.days.at(20, 12)
    show = announce(world, plan(world, SHOW), 7, places=3, hours=30)
    yield world.days.at(18, 12)
    _send_a_show(world, show)
    yield world.days.at(6, 15)
    finish(world, show)
    _write(world, show, EstimateForm, outside.estimate, **SPENT)
    yield world.days.at(5, 12)
    publish(world, show, "Показали станок и карту дворов, трое гостей спросили, как повторить.", NO_PAPER_OF_A_SHOW)
    yield world.days.at(4, 12)
    fair = announce(world, plan(world, FAIR), -8, places=3, hours=30)
    yield world.days.at(2, 16)
    _choose_stands(world, fair)


def _divide(world: World, game: Event) -> None:
    """Three groups by lot, with a leader and a speaker each."""
    organizer = world.people["events"]
    answers = {"titles": GROUPS, "how": "lot", "roles": ROLES}
    act(world, organizer, game, FormGroupsForm, partial(groups.form, now(game)), now(game), **answers)
    act(world, organizer, game, DrawForm, partial(groups.draw, now(game)), now(game))


def _hand_in(world: World, game: Event) -> None:
    """Each group by one of its members."""
    for group, text in zip(game.game_groups.order_by("pk"), PRODUCTS, strict=True):
        member = group.members.order_by("pk")[:1].get()
        person = world.people_of[member.registration.person_id]
        world.actor.act(
            person, game.case, "участник группы", ProductForm, partial(groups.hand_in, group), group, text=text
        )


def _vote(world: World, festival: Event, shown: list[int]) -> None:
    """Citizens who show nothing here themselves."""
    performers = {world.people[name].pk for name in ACTS}
    citizens = [
        person for name, person in world.people.items() if name.startswith("org") and person.pk not in performers
    ]
    for person, choice in zip(citizens, CHOICES, strict=False):
        vote = partial(viewers.vote, now(festival), address=f"203.0.113.{person.pk % 250}")
        world.actor.act(person, None, "житель", ViewerVoteForm, vote, now(festival), registration=shown[choice])


def _send_a_show(world: World, show: Event) -> None:
    """Two exhibits, what they cost, and the lorry that takes them."""
    rows = []
    for name in ("org07", "org06"):
        organization = world.organizations[name.upper()].pk
        rows += register(world, show, [world.people[name]], exhibit=STANDS[name], organization=organization)
    take(world, rows)
    _write(world, show, EstimateForm, outside.estimate, **PLANNED)
    leaves = {
        "leaves_at": f"{world.days.at(9, 8):%Y-%m-%dT%H:%M}",
        "arrives_at": f"{world.days.at(8, 12):%Y-%m-%dT%H:%M}",
    }
    _write(
        world, show, CarriageForm, outside.carry, way="there", carrier="автобаза администрации", about=HAND_IN, **leaves
    )


def _write(world: World, event: Event, form: Any, action: Any, **answers: Any) -> None:
    act(world, world.people["events"], event, form, partial(action, now(event)), now(event), **answers)


def _choose_stands(world: World, fair: Event) -> None:
    """Three stands for four who apply: the last one is refused."""
    rows = []
    for name, text in STANDS.items():
        organization = world.organizations[name.upper()].pk
        rows += register(world, fair, [world.people[name]], exhibit=text, organization=organization)
    take(world, rows[:3])
    take(world, rows[3:], "Мест для стендов три; ваш чемодан ждём на выездном показе.")
