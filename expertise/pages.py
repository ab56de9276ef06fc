"""What the pages of this room share: the coordinator's capacity, and the page of a plain act."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from casework import door
from casework.acting import act_page
from expertise.roles import COORDINATOR

ACT = ["GET", "HEAD", "POST"]


def coordinator(request: HttpRequest) -> str:
    """The words for the coordinator's capacity; the page does not exist for others."""
    capacity = door.capacity_in(request.user, COORDINATOR)
    if not capacity:
        raise Http404
    return capacity


def act(
    request: HttpRequest, form_class: Any, action: Callable[..., Any], *, subject: Any = None, **page: Any
) -> HttpResponse:
    """The page of a plain act; its form may look at the request."""
    data = request.POST if request.method == "POST" else None
    return act_page(request, form_class(data, subject=subject, by=request.user, request=request), action, **page)
