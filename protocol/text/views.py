"""The text: in force, on any day, two editions beside each other; and who is in the group."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework import workdays
from protocol.editions.models import ProtocolEdition
from protocol.editions.page import steps_of
from protocol.group import members as group_members
from protocol.text.page import changes

Status = ProtocolEdition.Status


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """The Protocol: the text in force, or what is being made while there is none."""
    edition = ProtocolEdition.objects.in_force_on(workdays.local_date())
    visible = ProtocolEdition.objects.visible_to(request.user)
    in_work = visible.filter(status__in=ProtocolEdition.IN_WORK).first()
    context = {
        "edition": edition,
        "texts": list(edition.living_texts) if edition else [],
        "in_work": in_work,
        "work_steps": steps_of(in_work) if in_work else [],
        "editions": visible,
        "today": workdays.local_date(),
    }
    return render(request, "protocol/text/text.html", context)


def day_of(request: HttpRequest) -> tuple[date | None, str]:
    """The day in the address, and what is wrong with it (Russian)."""
    asked = request.GET.get("date", "").strip()[:20]
    if not asked:
        return None, ""
    try:
        return date.fromisoformat(asked), ""
    except ValueError:
        return None, "Дата не распознана. Укажите её в виде ГГГГ-ММ-ДД."


@require_safe
def on_day(request: HttpRequest) -> HttpResponse:
    """The text in force on a day."""
    day, complaint = day_of(request)
    edition = ProtocolEdition.objects.in_force_on(day) if day else None
    context = {
        "day": day,
        "complaint": complaint,
        "edition": edition,
        "texts": list(edition.living_texts) if edition else [],
        "today": workdays.local_date(),
    }
    return render(request, "protocol/text/on_day.html", context, status=400 if complaint else 200)


def _chosen(request: HttpRequest, name: str, known: dict[int, ProtocolEdition]) -> ProtocolEdition | None:
    asked = request.GET.get(name, "")
    return known.get(int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else None


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two editions article by article, word by word; also the published project beside its own final text.

    Whoever has not chosen sees what the last edition has changed in the one before it.
    """
    known = {edition.number: edition for edition in ProtocolEdition.objects.visible_to(request.user).order_by("number")}
    old, new = _chosen(request, "from", known), _chosen(request, "to", known)
    if known and not request.GET:
        *before, new = known.values()
        old = before[-1] if before else new
    context: dict[str, Any] = {"editions": list(known.values()), "old": old, "new": new}
    if old and new:
        rows = changes(old, new)
        context |= {"rows": rows, "changed": sum(row["is_changed"] for row in rows)}
    return render(request, "protocol/text/compare.html", context)


@require_safe
def group(request: HttpRequest) -> HttpResponse:
    """The members of the working group."""
    body = group_members.working_group()
    members = list(body.members_on().order_by("sector", "pk")) if body else []
    return render(request, "protocol/text/group.html", {"body": body, "members": members})
