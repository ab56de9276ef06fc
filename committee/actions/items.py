"""Putting a question to a body, and taking it back: what stories upstairs call."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from committee.models import AgendaItem, AgendaLine, Body
from journal.record import move, record


@transaction.atomic
def propose_item(
    *,
    title: str,
    question: str,
    draft_resolution: str,
    resolutions: Sequence[Any],
    about: str = "",
    reporter: str,
    materials: Iterable[Any] = (),
    majority: str = AgendaItem.Majority.SIMPLE,
    concerned: Iterable[str] = (),
    conflicted_organizations: Iterable[Any] = (),
    by: Any,
    body: Body | None = None,
) -> AgendaItem:
    """Put a question to a body, the committee unless said otherwise (3.5.2). It waits for a sitting to take it up.

    `resolutions`: [{"code": "decline", "title": "Отклонить", "needs_reasons": True, "outcome": "Об отклонении {about}", "tone": "bad"}, …];
    `about` is what the question is about, as the titles of the outcomes name it.
    `concerned`: capacity keys of those who get the extract. The story waits for the item and reads `verdict`.
    """
    body = body or Body.objects.get(kind=Body.Kind.COMMITTEE, closed_at=None)
    item = AgendaItem.objects.create(
        body=body, title=title, question=question, draft_resolution=draft_resolution, resolutions=_checked(resolutions, about),
        reporter=reporter, majority=majority, concerned=sorted(set(concerned)), proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip
    item.materials.set(materials)
    item.conflicted_organizations.set(conflicted_organizations)
    record(item, "propose_item", f"Внесён вопрос: {title}", by=by, after=item.status, payload={"majority": majority})
    notify(body.key_of("secretary"), f"item:{item.pk}:proposed", "Внесён вопрос для повестки", title, "/sittings/")
    return item


def _checked(resolutions: Sequence[Any], about: str) -> list[dict[str, Any]]:
    rows = [{"needs_reasons": False, "defers": False, "outcome": "", "tone": "ok", **row} for row in resolutions]
    for row in rows:
        row["outcome"] = row["outcome"].format(about=about)
        row["tone"] = "warn" if row["defers"] else row["tone"]
    if not rows or len({row["code"] for row in rows}) != len(rows) or not all(row["title"] for row in rows):
        raise ImproperlyConfigured("an item needs resolutions with different codes and with titles")
    return rows


def held(item_id: int) -> AgendaItem:
    """The item under its row lock: sittings and stories upstairs may reach for it at once."""
    return AgendaItem.objects.select_for_update(of=("self",)).get(pk=item_id)


@transaction.atomic
def withdraw_item(item: AgendaItem, *, ground: str, by: Any) -> None:
    """Whoever put the question takes it back, at any time before the vote."""
    item = held(item.pk)
    if item.status == AgendaItem.Status.VOTING:
        raise Refused("По вопросу идёт голосование: снять его уже нельзя.")
    if item.is_settled:
        raise Refused(f"Вопрос уже {item.get_status_display().lower()}.")
    item.lines.filter(outcome="").update(outcome=AgendaLine.Outcome.WITHDRAWN)
    move(item.withdraw, "Вопрос снят инициатором", by=by, ground=ground, motive=ground, at=timezone.now())
    door.wake(item)
