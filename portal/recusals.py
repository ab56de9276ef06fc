"""The public register of recusals: who stepped aside or was made to, from what, on what ground (регламент 3.0)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework import rooms
from casework.announcements import Recusal, Recusals

PAGE = 100


def lines(before: datetime | None = None, most: int = PAGE) -> list[Recusal]:
    """The newest lines of every room that announces any, mixed by time."""
    mixed = [row for room in rooms.announcements("recusals", Recusals) for row in room.rows(before, most)]
    return sorted(mixed, key=lambda row: row.at, reverse=True)[:most]


@never_cache
@require_safe
def recusals(request: HttpRequest) -> HttpResponse:
    """The register, a hundred lines a page; a moment that cannot be read begins at the newest."""
    rows = lines(_moment(request.GET.get("before", "")), PAGE + 1)
    older = rows[PAGE - 1].at.isoformat() if len(rows) > PAGE else ""
    return render(request, "portal/recusals.html", {"rows": rows[:PAGE], "older": older})


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment is not None and is_aware(moment) else None
