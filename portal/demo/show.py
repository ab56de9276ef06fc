"""Playing the demo on the screen: the progress bar, where the papers lie, and who can log in."""

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
from portal.demo.cast import DOMAIN, PASSWORD, World
from portal.demo.clock import Clock, Diary
from portal.demo.hands import Hands
from portal.demo.jobs import hasten
from portal.demo.player import Player
from portal.demo.stories.script import FIRST_DAY, stories
from programme.models import Membership, Person, RoleAssignment

MONTHS = [
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
]


def run() -> None:
    """Play once, then print the tables."""
    if not (settings.DEMO or settings.TESTING):
        raise CommandError("Показательные дела разыгрываются только с DEMO=1: у их участников известные всем пароли.")
    console = Console()
    if is_played():
        console.print("Показательные дела уже разыграны.")
    else:
        began = time.perf_counter()
        with _bar(console) as watch:
            play(watch)
        console.print(f"Разыграно за {time.perf_counter() - began:.0f} с, документов — {Document.objects.count()}.")
    console.print(f"Документы (PDF): {Path(settings.MEDIA_ROOT) / 'documents'}", soft_wrap=True)
    console.print(logins())


def is_played() -> bool:
    """Has anybody of the demo been enrolled?"""
    return Person.objects.filter(email=f"chair@{DOMAIN}").exists()


def play(watch: Callable[[date], None] = lambda day: None) -> World:
    """Live through seventeen weeks up to now."""
    end = timezone.now()
    diary = Diary(workdays.local_date(end))
    clock = Clock(diary.at(FIRST_DAY, 9), end)
    world = World(clock, diary, Hands(clock))
    hasten()
    with clock.running():
        player = Player(clock, watch)
        world.gather()
        player.play(stories(world))
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
    table = Table(title="Кем можно войти")
    for title in ("Роль", "Имя", "Почта", "Пароль"):
        table.add_column(title, no_wrap=title in ("Почта", "Пароль"))
    for role, person in _who():
        table.add_row(role, str(person), person.email, PASSWORD)
    return table


def _who() -> Iterator[tuple[str, Person]]:
    mandates = Membership.objects.mandated().select_related("person", "organization").order_by("pk")
    for one in mandates:
        yield f"{one.get_role_display()}: {one.organization.short_name}", one.person
    for row in RoleAssignment.objects.in_force().select_related("person").order_by("pk"):
        yield str(row.get_role_display()), row.person
