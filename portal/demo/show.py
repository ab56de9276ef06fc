"""Playing the demo on the screen: the progress bar, where the papers lie, and who can log in."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from casework import workdays
from documents.models import Document
from journal.models import Entry
from journal.record import record
from portal.demo.cast import DOMAIN, PASSWORD, World
from portal.demo.clock import Clock, Diary
from portal.demo.hands import Hands
from portal.demo.jobs import hasten
from portal.demo.player import Player
from portal.demo.stories.script import FIRST_DAY, stories
from programme.models import Membership, Person, RoleAssignment

PLAYED = "play_demo"
MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


def run() -> None:
    """Play once, then print the tables."""
    if not (settings.DEMO or settings.TESTING):
        raise CommandError("Показательные дела разыгрываются только с DEMO=1: у их участников известные всем пароли.")
    console = Console()
    if Entry.objects.filter(verb=PLAYED).exists():
        console.print("Показательные дела уже разыграны.")
    elif Person.objects.filter(email=f"admin@{DOMAIN}").exists():
        raise CommandError(
            "В прошлый раз показательные дела разыграны не до конца. Начните заново: ./run reset --yes, затем ./run."
        )
    else:
        began = time.perf_counter()
        logging.getLogger("pikepdf").setLevel(logging.WARNING)
        with _bar(console) as watch:
            play(watch)
        console.print(f"Разыграно за {time.perf_counter() - began:.0f} с, документов — {Document.objects.count()}.")
    console.print(f"Документы (PDF): {Path(settings.MEDIA_ROOT) / 'documents'}", soft_wrap=True)
    console.print(logins())


def play(watch: Callable[[date], None] = lambda day: None) -> World:
    """Live through five months up to now."""
    end = timezone.now()
    diary = Diary(workdays.local_date(end))
    clock = Clock(diary.at(FIRST_DAY, 9), end)
    world = World(clock, diary, Hands(clock))
    hasten()
    gc.freeze()  # what has been loaded stays: the collector need not walk through it hundreds of times
    with clock.running():
        player = Player(clock, watch)
        world.gather()
        player.play(stories(world))
        assert world.body
        record(world.body, PLAYED, "Показательные дела разыграны")
        player.seal()
    return world


@contextmanager
def _bar(console: Console) -> Iterator[Callable[[date], None]]:
    """A bar that grows with the days that are lived through."""
    columns = [TextColumn("Показательные дела"), BarColumn(), TextColumn("{task.fields[day]}"), TimeElapsedColumn()]
    today = workdays.local_date()
    with Progress(*columns, console=console) as progress:
        first = Diary(today).day(FIRST_DAY)
        task = progress.add_task("", total=(today - first).days, day="")

        def watch(day: date) -> None:
            progress.update(task, completed=(day - first).days, day=f"{day.day} {MONTHS[day.month - 1]}")

        yield watch


def logins() -> Table:
    """Who can log in: role, name, e-mail, password."""
    table = Table(title="Кем можно войти", box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for title in ("Роль", "Имя", "Почта", "Пароль"):
        table.add_column(title, no_wrap=title != "Роль", overflow="fold")
    for people in (_office(), _applicants()):
        for role, person in people:
            table.add_row(role, person.short_name, person.email, PASSWORD)
        table.add_section()
    return table


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
    for one in mandates.select_related("person", "organization").order_by("pk"):
        yield f"{one.get_role_display()}, {one.organization.short_name}", one.person
