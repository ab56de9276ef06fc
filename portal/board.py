"""The secretariat's board: what stands still and because of whom, read with a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from casework import workdays
from casework.models import Draft, Waiting
from casework.rooms import announced
from documents.models import Document
from journal.models import Entry
from programme.models import Role

LIMIT = 50
ROLES = dict(Role.choices)
SOON = 3  # working days
UNSEALED_AFTER = timedelta(minutes=10)  # the sealer runs every minute


def rooms() -> dict[str, str]:
    """The rooms whose cases the board shows, with the words for them (`board_title` of their AppConfig)."""
    return dict(announced("board_title"))


@dataclass(frozen=True)
class Row:
    """A line of the board: what is awaited, from whom, in which room, working days left and passed since it opened."""

    waiting: Waiting
    by: str
    room: str
    left: int | None
    stands: int


@dataclass(frozen=True)
class Group:
    """A part of the board; `total` counts more than the rows that are shown."""

    code: str
    title: str
    about: str
    rows: list[Row]
    total: int


def groups(offices: Iterable[str], room: str = "") -> list[Group]:
    """Overdue, due soon, and what the offices have not begun: four queries, whatever the number of cases."""
    waitings = Waiting.objects.open().filed().filter(paused_at=None)
    if room:
        waitings = waitings.filter(process__flow_class__startswith=f"{room}/")
    now = timezone.now()
    soon = workdays.end_of(workdays.add(workdays.local_date(), SOON))
    untouched = ~Exists(Draft.objects.filter(task=OuterRef("pk")))
    parts = [
        ("overdue", "Просрочено", "Срок прошёл, дело стоит.", Q(due_at__lt=now)),
        ("soon", "Скоро срок", f"Осталось не больше {SOON} рабочих дней.", Q(due_at__gte=now, due_at__lte=soon)),
        ("new", "Новые", "Ждут секретариата, ещё никто не начал.",
         Q(addressee__in=list(offices)) & untouched & (Q(due_at=None) | Q(due_at__gt=soon))),
    ]  # fmt: skip
    totals = waitings.aggregate(**{code: Count("pk", filter=rule) for code, _, _, rule in parts})
    return [
        Group(code, title, about, _rows(waitings.filter(rule), oldest_first=code == "new"), totals[code])
        for code, title, about, rule in parts
    ]


def _rows(waitings: "QuerySet[Waiting]", *, oldest_first: bool) -> list[Row]:
    order = F("opened_at").asc() if oldest_first else F("due_at").asc()
    rows = waitings.annotate(flow=F("process__flow_class")).order_by(order, "pk")[:LIMIT]
    return [
        Row(
            waiting,
            waiting.asked or _role(waiting.addressee),
            _room(waiting.flow),
            workdays.left(waiting.due_at),
            workdays.between(workdays.local_date(waiting.opened_at), workdays.local_date()),
        )
        for waiting in rows
    ]


def _role(addressee: str) -> str:
    """The words for a role some steps leave unsaid; nobody's name."""
    return ROLES.get(addressee.removeprefix("role:"), "участник дела")


def _room(flow: Any) -> str:
    """The room a flow belongs to, in words."""
    module = flow.__module__ if isinstance(flow, type) else str(flow or "")
    return rooms().get(module.replace("/", ".").split(".")[0], "")


def failed_documents() -> "QuerySet[Document]":
    """Papers with a number and without bytes; the number is not lost."""
    return Document.objects.failed().order_by("failed_at")[:LIMIT]


def machinery() -> dict[str, int]:
    """Signs that a worker stands still: entries not sealed in time, tasks that have given up."""
    cutoff = timezone.now() - UNSEALED_AFTER
    return {
        "unsealed": Entry.objects.filter(at__lt=cutoff, seal=None).count(),
        "red": ProcrastinateJob.objects.filter(status="failed").count(),
    }
