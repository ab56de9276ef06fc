"""What the site says to search engines: where they may go, which pages are public."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import Document
from negotiations.models import Proposal
from portal.context import menu_lines
from portal.pictures import pictures

PRIVATE = ("accounts", "appearance", "setup", "tasks")  # nothing there is for readers
MOST = 20_000  # pages of a kind; a sitemap holds 50 000


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """A city of the demo is invented: nobody should find it."""
    closed = ["/"] if settings.DEMO else [f"/{folder}/" for folder in PRIVATE]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += [] if settings.DEMO else [f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Pages that everybody may read."""
    places = "".join(f"<url><loc>{escape(settings.SITE_URL + path)}</loc></url>\n" for path in dict.fromkeys(_public()))
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _public() -> Iterator[str]:
    yield reverse("home")
    yield reverse("recusals")
    yield from (url for _, url in menu_lines())
    yield from (reverse("how_picture", args=[slug]) for slug in pictures())
    yield from (proposal.get_absolute_url() for proposal in Proposal.objects.public().order_by("-pk")[:MOST])
    yield from (document.check_path for document in Document.objects.in_the_register().order_by("-pk")[:MOST])


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it by this name, whatever the page says."""
    return HttpResponsePermanentRedirect(static("img/favicon.png"))
