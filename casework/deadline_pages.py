"""The pages of a person's deadlines: the list, the file, the address for a calendar program."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import calendar_feed, inbox, workdays


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deadlines_page(request: HttpRequest) -> HttpResponse:
    """My deadlines in order of date. What is sent here renews the address for calendar programs, which is shown this once."""
    address = ""
    if request.method == "POST":
        address = request.build_absolute_uri(reverse("deadlines_feed", args=[calendar_feed.renew(request.user)]))
    lines = [line for line in inbox.mine(request.user) if line.waiting.due_at]
    context = {
        "lines": lines,
        "others": [line for line in inbox.theirs(request.user) if line.waiting.due_at],
        "warnings": {workdays.horizon_warning(workdays.local_date(line.waiting.due_at)) for line in lines} - {""},
        "address": address,
        "renewed_at": calendar_feed.renewed_at(request.user),
    }
    return render(request, "casework/deadlines.html", context)


@never_cache
@login_required
@require_safe
def deadlines_file(request: HttpRequest) -> HttpResponse:
    """My deadlines as a file, once."""
    return _calendar(request, request.user)


@never_cache
@require_safe
def deadlines_feed(request: HttpRequest, key: str) -> HttpResponse:
    """The same for a calendar program: the key stands for the login, as such programs cannot log in."""
    person = calendar_feed.owner(key)
    if person is None:
        raise Http404
    return _calendar(request, person)


def _calendar(request: HttpRequest, person: Any) -> HttpResponse:
    calendar = calendar_feed.calendar(person, request.build_absolute_uri)
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return response
