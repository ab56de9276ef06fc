"""The secretariat's board: what stands still and because of whom, read with a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from casework import roles, workdays
from casework.gather import gather
from casework.models import Draft, Waiting
from casework.reminding import reminded_today
from casework.rooms import announced
from documents.models import Document
from journal.models import Entry
from programme.models import Organization, Role

LIMIT = 50
ROLES = dict(Role.choices)
SOON = 3  # working days
UNSEALED_AFTER = timedelta(minutes=10)  # the sealer runs every minute


def rooms() -> dict[str, str]:
    """The rooms whose cases the board shows, with the words for them (`board_title` of their AppConfig)."""
    return dict(announced("board_title"))


@dataclass(frozen=True)
class Row:
    """A line of the board: what is awaited, from whom, in which room, working days left and passed since it opened.

    `may_remind`: the reader's office answers for the step and nobody has been reminded today; `is_reminded`: somebody has.
    """

    waiting: Waiting
    by: str
    room: str
    left: int | None
    stands: int
    may_remind: bool = False
    is_reminded: bool = False


@dataclass(frozen=True)
class CaseRows:
    """The lines of a case that stand together."""

    title: str
    url: str
    room: str
    rows: list[Row]


@dataclass(frozen=True)
class Group:
    """A part of the board; `total` counts more than the rows that are shown."""

    code: str
    title: str
    about: str
    rows: list[Row]
    total: int

    @property
    def cases(self) -> list[CaseRows]:
        """The rows by case, in the order of the first of each."""
        cases: dict[int, CaseRows] = {}
        for row in self.rows:
            waiting = row.waiting
            case = CaseRows(waiting.case_title, waiting.case_url, row.room, [])
            cases.setdefault(waiting.process_id, case).rows.append(row)
        return list(cases.values())


def groups(person: Any, *, is_mine: bool, room: str = "") -> list[Group]:
    """Overdue, due soon, and what the offices have not begun: three queries, whatever the number of cases.

    `is_mine`: only what waits for the person or their offices, and the steps their offices answer for.
    """
    keys = [key for key in person.capacity_keys() if key.startswith("role:")]
    waitings = Waiting.objects.open().filed().possible().filter(paused_at=None)
    if is_mine:
        waitings = waitings.filter(Q(office__in=keys) | Q(addressee__in=person.capacity_keys()))
    if room:
        waitings = waitings.filter(process__flow_class__startswith=f"{room}/")
    parts = _parts(keys if is_mine else roles.SECRETARIES)
    rows = _rows(waitings, parts)
    lines = dict(zip((row.pk for row in rows), _lines(rows, person), strict=True))
    return [
        Group(
            code,
            title,
            about,
            [lines[row.pk] for row in rows if row.code == code],
            next((row.total for row in rows if row.code == code), 0),
        )
        for code, title, about, _ in parts
    ]


def _parts(offices: Iterable[str]) -> list[tuple[str, str, str, Q]]:
    """Code, title and meaning of each part, and what belongs to it and to none before."""
    now = timezone.now()
    soon = workdays.end_of(workdays.add(workdays.local_date(), SOON))
    untouched = ~Exists(Draft.objects.filter(task=OuterRef("pk")))
    return [
        ("overdue", "Просрочено", "Срок прошёл, дело стоит.", Q(due_at__lt=now)),
        ("soon", "Скоро срок", f"Осталось не больше {SOON} рабочих дней.", Q(due_at__gte=now, due_at__lte=soon)),
        ("new", "Новые", "Ждут секретариата, ещё никто не начал.",
         Q(addressee__in=list(offices)) & untouched & (Q(due_at=None) | Q(due_at__gt=soon))),
    ]  # fmt: skip


def _rows(waitings: "QuerySet[Waiting]", parts: list[tuple[str, str, str, Q]]) -> list[Any]:
    """The first rows of each part, each with the code and the size of its part."""
    code = Case(*(When(rule, then=Value(code)) for code, _, _, rule in parts), default=Value(""))
    order: list[Any] = [F("due_at").asc(nulls_last=True), "opened_at", "pk"]
    ranked = waitings.annotate(code=code, flow=F("process__flow_class")).exclude(code="").annotate(
        total=Window(Count("pk"), partition_by="code"), place=Window(RowNumber(), partition_by="code", order_by=order)
    )  # fmt: skip
    return list(ranked.filter(place__lte=LIMIT).order_by("code", "place"))


def _lines(rows: list[Any], person: Any) -> list[Row]:
    """The rows in words. Whom a step waits for is named to the office that answers for it, as on the page of executors."""
    keys = person.capacity_keys()
    own = [row for row in rows if row.office in keys]
    people = get_user_model()._default_manager.filter(pk__in=_numbers(own, "person"))
    homes = Organization.objects.filter(pk__in=[*_numbers(own, "member"), *_numbers(own, "signer")])
    gather(people, homes)
    names = {f"person:{person.pk}": person.short_name for person in people}
    for home in homes:
        names |= {f"member:{home.pk}": home.short_name, f"signer:{home.pk}": home.short_name}
    reminded, left = reminded_today(row.pk for row in own), workdays.countdown()
    return [
        Row(
            row,
            (names.get(row.addressee) if row.office in keys else None) or row.asked or _role(row.addressee),
            _room(row.flow),
            left(row.due_at),
            workdays.between(workdays.local_date(row.opened_at), workdays.local_date()),
            may_remind=row.office in keys and row.addressee not in (*keys, "") and row.pk not in reminded,
            is_reminded=row.pk in reminded,
        )
        for row in rows
    ]


def _numbers(rows: list[Any], kind: str) -> list[int]:
    """The numbers in the addressees of a kind."""
    addressees = (row.addressee.partition(":") for row in rows)
    return [int(number) for of_kind, _, number in addressees if of_kind == kind]


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
