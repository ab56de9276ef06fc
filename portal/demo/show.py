"""Playing the demo: once, with a line a month, and the table of everybody who can log in."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from casework import workdays
from documents.models import Document
from journal.models import Entry
from journal.record import record
from portal.demo.actor import Actor
from portal.demo.clock import Clock, WorkingDays
from portal.demo.jobs import hasten
from portal.demo.people import DOMAIN, PASSWORD, World
from portal.demo.player import Player, Story
from portal.demo.stories.script import FIRST_DAY, few, stories, with_call
from portal.demo.window import Window
from programme.models import Membership, Person, RoleAssignment

Stage = Callable[[str], AbstractContextManager[None]]
Script = Callable[[World], Iterator[tuple[str, Story]]]
PLAYED = "play_demo"
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


def run(stage: Stage = lambda name: nullcontext(), window: Window | None = None, *, is_small: bool = False) -> bool:
    """Play unless it has been played; True if it was. `stage` shows a piece of work, `window` lets readers in meanwhile.

    `is_small`: only the few stories that are quickly told.
    """
    if not (settings.DEMO or settings.TESTING):
        raise CommandError("Показательные дела разыгрываются только с DEMO=1: у их участников известные всем пароли.")
    if Entry.objects.filter(verb=PLAYED).exists():
        return False
    if Person.objects.filter(email=f"admin@{DOMAIN}").exists():
        raise CommandError(
            "В прошлый раз показательные дела разыграны не до конца. Начните заново: ./run reset --yes, затем ./run."
        )
    logging.getLogger("pikepdf").setLevel(logging.WARNING)
    with _months(stage) as watch:
        play(watch, window, few if is_small else with_call if settings.DEMO_CALL else stories)
    return True


def play(
    watch: Callable[[date], None] = lambda day: None, window: Window | None = None, script: Script = stories
) -> World:
    """Live through five months up to now; the window is open from the first morning on."""
    end = timezone.now()
    days = WorkingDays(workdays.local_date(end))
    clock = Clock(days.at(FIRST_DAY, 9), end)
    world = World(clock, days, Actor(clock))
    hasten()
    gc.freeze()  # what has been loaded stays: the collector need not walk through it hundreds of times
    with clock.running():
        player = Player(clock, watch)
        world.gather()
        if window:
            window.open()
        player.play(script(world))
        assert world.body
        record(world.body, PLAYED, "Показательные дела разыграны")
        player.seal()
        if window:
            window.close()
    return world


@contextmanager
def _months(stage: Stage) -> Iterator[Callable[[date], None]]:
    """A line a month that is lived through."""
    with ExitStack() as current:
        shown = ""

        def watch(day: date) -> None:
            nonlocal shown
            if (name := f"Город живёт: {MONTHS[day.month - 1]} {day.year}") != shown:
                current.close()
                current.enter_context(stage(name))
                shown = name

        yield watch


def papers() -> str:
    """Where the papers lie, and how many there are."""
    return f"Документы (PDF, {Document.objects.count()}): {Path(settings.MEDIA_ROOT) / 'documents'}"


def logins() -> str:
    """Who can log in: role, name, e-mail; the password is the same for all."""
    rows = [(role, person.short_name, person.email) for people in (_office(), _applicants()) for role, person in people]
    width = max(len(email) for _, _, email in rows)
    lines = [f"  {email:<{width}}  {name} — {role}" for role, name, email in rows]
    return "\n".join([f"Кем можно войти, пароль у всех {PASSWORD}:", *lines])


def _office() -> Iterator[tuple[str, Person]]:
    """Whoever holds a role, one line a person."""
    roles: dict[Person, list[str]] = {}
    for row in RoleAssignment.objects.in_force().select_related("person").order_by("pk"):
        roles.setdefault(row.person, []).append(str(row.get_role_display()))
    for person, titles in roles.items():
        yield ", ".join(titles), person


def _applicants() -> Iterator[tuple[str, Person]]:
    """Whoever may submit and sign for an organisation."""
    mandates = Membership.objects.mandated().filter(person__email__endswith=f"@{DOMAIN}")
    for mandate in mandates.select_related("person", "organization").order_by("pk"):
        yield f"{mandate.get_role_display()}, {mandate.organization.short_name}", mandate.person
