"""Pages of the districts, and the feed that tells what happens in one."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from negotiations.districts import page, scheme
from programme.lists import catalogue


def _title(code: str) -> str:
    if code not in catalogue.codes("districts"):
        raise Http404
    return f"{catalogue.label('districts', code)} район"


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """All districts, with what is going on in each."""
    counted = page.counted()
    context = {
        "districts": counted,
        "shapes": scheme.draw(counted),
        "width": scheme.WIDTH,
        "height": scheme.HEIGHT,
        "river": scheme.RIVER,
    }
    return render(request, "negotiations/districts/districts.html", context)


@require_safe
def district(request: HttpRequest, code: str) -> HttpResponse:
    """One district: proposals, contributions, sittings."""
    context = {"code": code, "title": _title(code), "shown": page.about(code, request.user)}
    return render(request, "negotiations/districts/district.html", context)


@require_safe
def feed(request: HttpRequest, code: str) -> HttpResponse:
    """The same as an Atom feed: what has happened to the proposals of the district."""
    title, site = _title(code), settings.SITE_URL
    atom = Atom1Feed(
        title=f"{title}: проекты",
        link=site + reverse("district", args=[code]),
        description="Что происходит с предложениями района",
        feed_url=site + request.path,
        language="ru",
    )
    for entry, proposal in page.news(code):
        atom.add_item(
            title=f"{entry.title}: {proposal.title}",
            link=site + proposal.get_absolute_url(),
            description=f"№ {proposal.number}, {proposal.organization.short_name}",
            unique_id=f"{site}{proposal.get_absolute_url()}#{entry.pk}",
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
