"""{% load mandates %}{% mandate_standing organization as standing %}: what keeps the reader from signing for an organisation."""

from typing import Any

from django import template

from programme.mandates.page import Standing, standing

register = template.Library()


@register.simple_tag(takes_context=True)
def mandate_standing(context: template.Context, organization: Any) -> Standing | None:
    """None for whoever may sign for it, for strangers, and where a person acts for themselves; shown by programme/mandates/_standing.html."""
    return standing(context["request"].user, organization.pk) if organization else None
