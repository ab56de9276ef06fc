"""Three counters of a secret vote as one sealed value: opened by the installation's key only, which is no part of the database. Pure.

The value has always the same length and a fresh nonce, so two of them in a row tell nothing of what was added between them. It says of which
vote it is and how many ballot papers are in it, so an older value cannot be put back.
"""

import os
from hashlib import sha256
from struct import pack, unpack

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from committee.voting.counting import ABSTAINED, AGAINST, FOR

CHOICES = (FOR, AGAINST, ABSTAINED)
_NONCE, _COUNTERS = 12, ">3H"


class Unsealed(ValueError):
    """The value was made with another key, for another vote or another number of papers, or was changed."""


def seal(counts: dict[str, int], ballot: int) -> bytes:
    """Close the box of a vote (`ballot`: its number) over the counters."""
    nonce = os.urandom(_NONCE)
    plain = pack(_COUNTERS, *(counts[choice] for choice in CHOICES))
    return nonce + _key().encrypt(nonce, plain, _about(ballot, sum(counts.values())))


def unseal(sealed: bytes, ballot: int, papers: int) -> dict[str, int]:
    """The counters of a box that must have `papers` ballot papers in it; Unsealed if it is not that box."""
    try:
        plain = _key().decrypt(sealed[:_NONCE], sealed[_NONCE:], _about(ballot, papers))
    except InvalidTag as fault:
        raise Unsealed from fault
    return dict(zip(CHOICES, unpack(_COUNTERS, plain), strict=True))


def _about(ballot: int, papers: int) -> bytes:
    return f"{ballot}:{papers}".encode()


def _key() -> AESGCM:
    return AESGCM(sha256(b"ballot-box:" + settings.SECRET_KEY.encode()).digest())
