"""{% load appeals %}{% appeal_door subject %}: the way from the page of a decision to its appeal, or nothing."""

from typing import Any

from django import template

from appeals.filing.doors import door_of

register = template.Library()


@register.inclusion_tag("appeals/_door.html", takes_context=True)
def appeal_door(context: template.Context, subject: Any) -> dict[str, Any]:
    """A button with the last day for whoever may appeal; that it is contested, and what stands still; how it ended."""
    request = context.get("request")
    return {"door": door_of(subject, request.user) if request is not None and subject is not None else None}
