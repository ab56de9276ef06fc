"""{% load events %}{% events_of subject %}: the events about an object or that have changed it, or nothing."""

from typing import Any

from django import template

from events.mentions import page

register = template.Library()


@register.inclusion_tag("events/_of_object.html")
def events_of(subject: Any) -> dict[str, Any]:
    """A section on the page of the object."""
    return {"events": page.events_of(subject)}
