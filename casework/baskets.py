"""Many steps of one kind with one confirmation: which of them wait for a person, and acting on them one after the other."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.core.signing import BadSignature, Signer
from django.db import OperationalError, models
from django.db.models import QuerySet
from django.utils import timezone

from casework import door, workdays
from casework.flows import in_basket
from casework.forms import from_fields
from casework.inbox import LIMIT, URGENCY, Line
from casework.models import Receipt, Waiting
from casework.nodes import Ask, Basket, Shown

SECONDS = 20  # how long a request goes on; a server ends a worker that is silent for 60


@dataclass(frozen=True)
class Entry:
    """A line of a basket: the step, what is shown of it, and the ticket by which the person chooses what they have seen."""

    line: Line
    shown: Shown
    ticket: str


@dataclass(frozen=True)
class Chosen:
    """What a person has ticked: the step, how it was named to them, and what they have seen of it."""

    pk: int
    title: str
    mark: str


@dataclass
class Outcome:
    """How far the acts have come: what is done, at what they have stopped and why (Russian), and what has not been reached."""

    total: int
    done: list[Chosen] = field(default_factory=list)
    stopped_at: Chosen | None = None
    reason: str = ""
    rest: list[Chosen] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Has everything that was chosen been done?"""
        return len(self.done) == self.total


def named(page: str) -> Basket:
    """The basket whose address has this name; its room has declared it at one step at least."""
    node = in_basket(page)[0]
    assert node.bulk is not None, "only steps with a basket are looked through"
    return node.bulk.basket


def waiting_in(page: str, person: Any) -> "QuerySet[Waiting]":
    """What waits for the person in a basket, most urgent first."""
    rows = Waiting.objects.open().of(person).filter(task__flow_task__in=in_basket(page))
    return rows.order_by(*URGENCY)


def entries(basket: Basket, person: Any) -> list[Entry]:
    """The lines of a basket: a constant number of queries."""
    rows = list(waiting_in(basket.page, person).select_related("task")[:LIMIT])
    shown, left = _shown(rows), workdays.countdown()
    titles = {capacity.key: capacity.title for capacity in person.capacities()}
    return [
        Entry(
            Line(row, titles[row.addressee], left(row.due_at)),
            shown[row.pk],
            _ticket(basket, person, row, shown[row.pk]),
        )
        for row in rows
        if row.pk in shown
    ]


def _shown(rows: Iterable[Waiting]) -> dict[int, Shown]:
    """What is shown of each step, by its number; subjects of one kind are read together."""
    by_node: dict[Ask, list[Waiting]] = {}
    for row in rows:
        by_node.setdefault(row.task.flow_task, []).append(row)
    shown: dict[int, Shown] = {}
    for node, waitings in by_node.items():
        assert node.bulk is not None, "only steps with a basket are read"
        subjects = _subjects(node, waitings)
        by_subject = node.bulk.show(subjects.values())
        shown |= {pk: by_subject[subject.pk] for pk, subject in subjects.items()}
    return shown


def _subjects(node: Ask, rows: list[Waiting]) -> dict[int, models.Model]:
    """The subject of each step: the item of its branch, else the subject of its case."""
    items = {row.pk: row.task.data["item"].split(":") for row in rows if row.task.data.get("item")}
    if items:
        label = next(iter(items.values()))[0]
        by_key = apps.get_model(label)._default_manager.in_bulk([int(key) for _, key in items.values()])
        return {pk: by_key[int(key)] for pk, (_, key) in items.items()}
    case = node.flow_class.process_class
    cases = case._default_manager.select_related(case.subject_field).in_bulk([row.process_id for row in rows])
    return {row.pk: cases[row.process_id].subject for row in rows}


def _signer(basket: Basket, person: Any) -> Signer:
    return Signer(salt=f"basket:{basket.page}:{person.pk}")


def _ticket(basket: Basket, person: Any, row: Waiting, shown: Shown) -> str:
    """What a person was shown cannot be made up, and names the thing to them even when it is no longer theirs."""
    return _signer(basket, person).sign_object([row.pk, shown.title, shown.mark])


def chosen(basket: Basket, person: Any, tickets: Iterable[str]) -> list[Chosen]:
    """What the person has ticked, in the order of the page; what was not shown to them is passed over."""
    picked: dict[int, Chosen] = {}
    for ticket in tickets:
        try:
            pk, title, mark = _signer(basket, person).unsign_object(ticket)
        except BadSignature:
            continue
        picked[pk] = Chosen(pk, title, mark)
    return list(picked.values())


def answer_all(basket: Basket, items: list[Chosen], *, by: Any, request: Any, token: UUID) -> Outcome:
    """Answer the steps one after the other, each under its own lock with its own journal line and receipt.

    Stops at the first that is not as it was shown, and after SECONDS; what has been done stays done. The same `token` once more
    counts what it has done already.
    """
    outcome, until = Outcome(len(items)), time.monotonic() + SECONDS
    for number, item in enumerate(items):
        if number and time.monotonic() > until:  # one at least, or nobody would ever come to the end
            outcome.rest = items[number:]
            break
        if problem := _answer(basket, item, by, request, uuid5(token, str(item.pk))):
            outcome.stopped_at, outcome.reason, outcome.rest = item, problem, items[number + 1 :]
            break
        outcome.done.append(item)
    return outcome


def _answer(basket: Basket, item: Chosen, by: Any, request: Any, token: UUID) -> str:
    """Answer a step; returns why it could not be done (Russian), empty if it has been."""

    def form_of(node: Ask, subject: Any) -> Any:
        if node.bulk is None or node.bulk.basket is not basket:
            raise door.NotYours
        data = from_fields({name: [value] for name, value in node.bulk.answers(item.mark).items()})
        return node.form(data, None, subject=subject, by=by, request=request)

    by.forget_capacities()  # a mandate may end while the others are being answered
    try:
        form = door.act_on_task(item.pk, by=by, token=token, form_of=form_of)
    except door.NotYours:
        return "этого от вас больше не ждут: полномочия закончились или задача отпала."
    except door.AlreadyDone as over:
        return "" if Receipt.objects.filter(token=token, person=by).exists() else _over(over.waiting)
    except OperationalError as error:
        if "lock timeout" not in str(error) and "deadlock detected" not in str(error):
            raise
        return "с этим делом сейчас работает кто-то другой. Попробуйте ещё раз через минуту."
    except tuple(basket.faults) as fault:
        return next(words(fault) for kind, words in basket.faults.items() if isinstance(fault, kind))
    return " ".join(text for errors in form.errors.values() for text in errors)


def _over(waiting: Waiting) -> str:
    when = timezone.localtime(waiting.closed_at)
    return f"эта задача уже закрыта {when:%d.%m.%Y в %H:%M} ({waiting.get_closed_how_display()})."
