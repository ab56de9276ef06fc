"""The address at which letters of some kinds are switched off with one click and without a login (RFC 8058)."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from casework.letters.kinds import kinds

SALT = "casework.letters.stop"


def stop_url(person: Any, chosen: Iterable[str]) -> str:
    """An absolute address that names the person and the kinds, signed: nobody makes one up, and it opens nothing but the switch."""
    token = signing.dumps([person.pk, sorted(chosen)], salt=SALT, compress=True)
    return settings.SITE_URL + reverse("letters_stop", args=[token])


def read(token: str) -> tuple[int, list[str]] | None:
    """The person and the kinds that may be switched off; None if it is not ours."""
    try:
        person_id, chosen = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return person_id, [key for key in chosen if key in kinds() and not kinds()[key].is_service]
