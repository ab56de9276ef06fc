"""{% load library %}{% links_of subject %}: what is linked to an object, both ways, or nothing.

{% cards_from subject %}: the buttons by which its reader begins a card from an object.

{% file_of edition "field" as file %}: the file of a card, if its reader may open it.

{% glossary_of day as glossary %}{% with_terms text %}: the terms of that day, linked where they come first on the page.
"""

from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from library.cards.sources import sources_of
from library.enclosures.models import CardFile
from library.enclosures.reading import file_for
from library.links import reading
from library.terms import reading as glossary
from library.terms.marking import Marker

register = template.Library()


@register.inclusion_tag("library/links/_links.html", takes_context=True)
def links_of(context: template.Context, subject: Any) -> dict[str, Any]:
    """A section on the page of the object, if anything is linked that its reader may read."""
    request = context.get("request")
    return {"links": reading.links_of(subject, request.user) if request is not None and subject is not None else []}


@register.inclusion_tag("library/cards/_sources.html", takes_context=True)
def cards_from(context: template.Context, subject: Any) -> dict[str, Any]:
    """The buttons by which the reader begins a card from the object; nothing for whoever may not."""
    request = context.get("request")
    return {"sources": sources_of(subject, request.user) if request is not None and subject is not None else []}


@register.simple_tag
def glossary_of(day: Any = None, without: Any = None) -> Marker:
    """The terms that held on the day of a text; `without`: the card whose own page it is."""
    return glossary.marker(day, without)


@register.simple_tag(takes_context=True)
def with_terms(context: template.Context, text: Any) -> SafeString:
    """A text with its lines and its terms linked; without links where the page has no glossary."""
    marker = context.get("glossary")
    return linebreaksbr(marker.mark(str(text)) if isinstance(marker, Marker) else conditional_escape(text))


@register.simple_tag(takes_context=True)
def file_of(context: template.Context, edition: Any, field: str) -> CardFile | None:
    """The file of a field, if the reader may open it."""
    request = context.get("request")
    return file_for(edition or None, field, request.user) if request is not None else None
