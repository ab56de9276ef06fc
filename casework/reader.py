"""Who reads a page that asks for a login."""

from typing import Any

from django.http import HttpRequest


def reader_of(request: HttpRequest) -> Any:
    """The person behind a request of a page with `login_required`. The account's class belongs to a room above."""
    return request.user
