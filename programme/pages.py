"""What the pages of the frame share: who may open them, what was sent."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programme.access import has_role
from programme.appointments.models import Role


def asking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page with one form, of one's own, never kept by the browser."""
    return never_cache(login_required(require_http_methods(["GET", "HEAD", "POST"])(view)))


def showing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one's own that changes nothing."""
    return never_cache(login_required(require_safe(view)))


def posted(request: HttpRequest) -> Any:
    """What was sent, be it empty; nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def place_to_return(request: HttpRequest) -> str:
    """The page of this site from which the person came and to which they want to return (`?next=`); empty if there is none."""
    place = request.GET.get("next", "")
    return place if url_has_allowed_host_and_scheme(place, {request.get_host()}, request.is_secure()) else ""


def administrator(request: HttpRequest, *others: str) -> str:
    """The words for the administrator's capacity; others are refused."""
    if not has_role(request.user, Role.ADMIN, *others):
        raise PermissionDenied
    return "администратор"
