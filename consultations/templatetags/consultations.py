"""{% load consultations %}{% discussions_of subject %}: the topics on an object, and the way to open one, or nothing."""

from typing import Any

from django import template

from consultations.topics.page import on_object

register = template.Library()


@register.inclusion_tag("consultations/_on_object.html", takes_context=True)
def discussions_of(context: template.Context, subject: Any, *others: Any) -> dict[str, Any]:
    """A card on the page of the object; `others`: what else of it is discussed, its expertise."""
    request = context.get("request")
    return on_object(subject, request.user, *others) if request is not None and subject is not None else {}
