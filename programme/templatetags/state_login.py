"""{% load state_login %}{% state_login_offer as offer %}: the way in through the state's provider, if the city has set one."""

from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from django import template
from django.conf import settings
from django.urls import reverse

from programme.state_login import provider

register = template.Library()


@register.simple_tag(takes_context=True)
def state_login_offer(context: template.Context) -> dict[str, str] | None:
    """The words and the address of the button; it leads on to where the person was going."""
    if not provider.is_offered():
        return None
    place = get_next_redirect_url(context["request"])
    address = reverse("state_login") + (f"?{urlencode({'next': place})}" if place else "")
    return {"name": settings.STATE_LOGIN.name, "url": address}
