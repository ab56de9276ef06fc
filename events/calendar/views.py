"""The calendar of the city: a month as a page, the same for another site's frame, as iCalendar and as Atom. Open to everybody."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from casework import calendar_feed, workdays
from events.calendar import page

SECONDS = 300
FRAMED = '<iframe src="{address}" title="Календарь города" width="100%" height="600"></iframe>'


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in dict(page.kinds()) else ""


def _context(request: HttpRequest) -> dict[str, Any]:
    first, kind = page.month_of(request.GET.get("month", "")), _kind(request)
    before, after = page.around(first)
    chosen = {"kind": kind} if kind else {}
    past, days = page.parted(page.of_month(first, kind), first)
    return {
        "first": first,
        "past": past,
        "days": days,
        "before": urlencode({"month": before, **chosen}) if before else "",
        "after": urlencode({"month": after, **chosen}) if after else "",
        "kind": kind,
        "kinds": page.kinds(),
        "month": f"{first:%Y-%m}",
        "today": workdays.local_date(),
    }


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """A month, with the addresses for calendar programs, feed readers and other sites."""
    context = _context(request)
    query = f"?{urlencode({'kind': context['kind']})}" if context["kind"] else ""
    context |= {
        "file_url": settings.SITE_URL + reverse("city_calendar_file") + query,
        "feed_url": settings.SITE_URL + reverse("city_calendar_feed") + query,
        "frame": FRAMED.format(address=settings.SITE_URL + reverse("city_calendar_frame") + query),
    }
    return render(request, "events/calendar/month.html", context)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
@cache_control(public=True, max_age=SECONDS)
@require_safe
def frame(request: HttpRequest) -> HttpResponse:
    """The same month for a frame on another site: no menu, no scripts, nothing that knows the visitor."""
    return render(request, "events/calendar/frame.html", _context(request))


@cache_control(public=True, max_age=SECONDS)
@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """For calendar programs (RFC 5545)."""
    calendar = calendar_feed.empty("city_calendar")
    for entry in page.ahead(_kind(request)):
        calendar.add_component(calendar_feed.component(entry, lambda url: settings.SITE_URL + url))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response


@cache_control(public=True, max_age=SECONDS)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """For feed readers: what is to come, by its day."""
    site, now = settings.SITE_URL, workdays.local_date()
    atom = Atom1Feed(
        title="Календарь города", link=site + reverse("city_calendar"), description="Мероприятия, обсуждения, конкурсы, заседания",
        feed_url=site + request.get_full_path(), language="ru",
    )  # fmt: skip
    for entry in page.ahead(_kind(request)):
        if page.day_of(entry.last) >= now:
            atom.add_item(
                title=entry.title, link=site + entry.url, description=f"{_when(entry.first)}. {entry.place}",
                unique_id=f"{site}{entry.url}#{entry.key}",
            )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _when(moment: datetime | date) -> str:
    return f"{workdays.local_date(moment):%d.%m.%Y}" if isinstance(moment, datetime) else f"с {moment:%d.%m.%Y}"
