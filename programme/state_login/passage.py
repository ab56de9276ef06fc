"""What the session keeps while somebody is on the way: to the provider and back, then to the account they prove to be theirs."""

import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from programme.state_login.provider import Identity

LEFT, BROUGHT = "state_login_left", "state_login_brought"  # in the session
LIFE = 60 * 60  # seconds: as long as a browser that has signed up waits for its letter (ACCOUNT_LOGIN_TIMEOUT)


@dataclass(frozen=True)
class Departure:
    """What the answer must fit, and where the person wanted to go."""

    state: str
    nonce: str
    verifier: str
    place: str


def depart(request: HttpRequest, place: str) -> Departure:
    """Somebody leaves for the provider; whoever left before from this browser is forgotten."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    departure = Departure(state, nonce, verifier, place)
    request.session[LEFT] = [time.time(), asdict(departure)]
    return departure


def arrive(request: HttpRequest) -> Departure | None:
    """The departure this answer belongs to, once; None if this browser has not left for it."""
    departure = _fresh(request.session.pop(LEFT, None))
    if departure and constant_time_compare(departure["state"], request.GET.get("state", "")):
        return Departure(**departure)
    return None


def carry(request: HttpRequest, identity: Identity) -> None:
    """Keep whom the provider has named until an account is proved to be theirs."""
    request.session[BROUGHT] = [time.time(), asdict(identity)]


def carried(request: HttpRequest) -> Identity | None:
    """Whom the provider has named in this browser not long ago."""
    identity = _fresh(request.session.get(BROUGHT))
    return Identity(**identity) if identity else None


def drop(request: HttpRequest) -> None:
    """It has been used, or is not wanted."""
    request.session.pop(BROUGHT, None)


def _fresh(row: Any) -> dict[str, Any] | None:
    return row[1] if row and 0 <= time.time() - row[0] <= LIFE else None
