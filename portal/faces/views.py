"""Pages of the parts of the programme and of organisations."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.faces import catalogue as offered
from portal.faces import figures, page
from portal.faces.axes import AXES
from programme.imports import tables
from programme.lists import catalogue as lists


@require_safe
def axes(request: HttpRequest) -> HttpResponse:
    """All divisions of the programme, each with its parts."""
    shown = [(axis, figures.tallies(axis)) for axis in AXES.values()]
    return render(request, "portal/faces/axes.html", {"axes": shown})


@require_safe
def axis(request: HttpRequest, key: str) -> HttpResponse:
    """One division: its parts with what the registers count of each."""
    axis = AXES[key]
    lines = figures.tallies(axis)
    context = {"axis": axis, "lines": lines, "total": figures.total(axis, lines), "others": AXES.values()}
    return render(request, "portal/faces/axis.html", context)


@require_safe
def part(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """One part: its figures, its projects, contributions, measures."""
    return render(
        request, "portal/faces/part.html", page.part(AXES[key], code, request.GET.get("all", ""), request.user)
    )


@require_safe
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """What an organisation does for the city, by what everybody may read."""
    return render(request, "portal/faces/organization.html", page.organization(pk, request.GET.get("all", "")))


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """What the organisations of the city offer, looked through together."""
    asked = offered.asked_of(request.GET)
    lines, has_more = offered.offers(asked, offered.MOST)
    context = {
        "lines": [(line, offered.OFFERED[line.kind]) for line in lines],
        "has_more": has_more,
        "asked": asked,
        "kinds": list(offered.OFFERED.items()),
        "areas": lists.every("areas"),
    }
    return render(request, "portal/faces/catalogue.html", context)


@require_safe
def catalogue_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table to take away: whatever the filters let through."""
    lines, _ = offered.offers(offered.asked_of(request.GET))
    text = tables.to_csv(offered.table(lines, settings.SITE_URL))
    headers = {"Content-Disposition": 'attachment; filename="catalogue.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
