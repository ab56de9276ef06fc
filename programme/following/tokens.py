"""Signed addresses of letters: one begins a guest's subscription for three days, one ends it for ever."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

BEGIN, LEAVE = "programme.following.begin", "programme.following.leave"
BEGINS_FOR = 3 * 24 * 3600  # seconds


def begin_url(object_key: str, mail: str) -> str:
    """Only whoever reads the mail of the address has it."""
    return settings.SITE_URL + reverse("follow_begin", args=[signing.dumps([object_key, mail], salt=BEGIN)])


def leave_url(pk: int) -> str:
    """Nobody makes one up, and it opens nothing but the end."""
    return settings.SITE_URL + reverse("follow_leave", args=[signing.dumps(pk, salt=LEAVE)])


def begun(token: str) -> tuple[str, str] | None:
    """(object, address) of a letter not older than three days."""
    try:
        object_key, mail = signing.loads(token, salt=BEGIN, max_age=BEGINS_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return object_key, mail


def left(token: str) -> int | None:
    """Whose subscription ends."""
    try:
        pk: int = signing.loads(token, salt=LEAVE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return pk
