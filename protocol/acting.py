"""In what capacity a person acts on the pages outside the steps of a flow."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from casework import door, roles
from programme.access import holds, keys_of

ASK = ["GET", "HEAD", "POST"]


def capacity_of(request: HttpRequest, *keys: str) -> str:
    """In what capacity the person acts; 403 if they hold none of the keys."""
    held = next((key for key in keys if key in keys_of(request.user)), "")
    if not held:
        raise PermissionDenied
    return door.capacity_in(request.user, held)


def is_editor(user: Any) -> bool:
    """Does the person edit the Protocol today?"""
    return holds(user, roles.PROTOCOL_EDITOR)
