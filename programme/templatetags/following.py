"""{% load following %}{% follow_link subject %}: how the object of a page is followed, or nothing."""

from typing import Any

from django import template

from casework.following import may_be_followed
from journal.record import key

register = template.Library()


@register.inclusion_tag("programme/following/_link.html")
def follow_link(subject: Any) -> dict[str, Any]:
    """A line with the subscription, the feed and the days."""
    return {"object_key": key(subject) if subject is not None and may_be_followed(subject) else ""}
