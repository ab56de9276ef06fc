"""{% load appeals %}{% appeal_door subject %}: the way from the page of a decision to its appeal, or nothing."""

from typing import Any

from django import template

from appeals.filing.doors import door_of
from journal.record import key
from programme.regulations.recourse import term_in_words

register = template.Library()


@register.inclusion_tag("appeals/_door.html", takes_context=True)
def appeal_door(context: template.Context, subject: Any, about: str = "") -> dict[str, Any]:
    """A button with the last day for whoever may appeal; that it is contested, and what stands still; how it ended.

    `about`: of what it is the door, on a page that has several.
    """
    request = context.get("request")
    door = door_of(subject, request.user) if request is not None and subject is not None else None
    return {"door": door, "about": about, "place": key(subject).replace(".", "-").replace(":", "-") if door else ""}


register.simple_tag(term_in_words, name="appeal_term")
