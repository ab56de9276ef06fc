"""{% load mandates %}{% mandate_standing organization as standing %}: what keeps the reader from signing for an organisation."""

from typing import Any

from django import template

from programme.mandates.page import Standing, standing

register = template.Library()


@register.simple_tag(takes_context=True)
def mandate_standing(context: template.Context, organization: Any) -> Standing | None:
    """None for whoever may sign for it, and for strangers; shown by programme/mandates/_standing.html."""
    return standing(context["request"].user, organization.pk)
