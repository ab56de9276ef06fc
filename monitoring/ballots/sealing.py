"""Answers of a survey as a sealed value: opened by the installation's key only, which is no part of the database. Pure.

A value says of which wave and place it is and how many answers are in it, so an older one cannot be put back. It is filled up to
steps of a fixed length: how long an answer was is not told by the value. The order of the answers in it is drawn anew each time.
"""

import json
import os
import secrets
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

STEP = 16 * 1024
_NONCE = 12
Answer = dict[str, Any]


class Unsealed(ValueError):
    """The value was made with another key, for another place or another number of answers, or was changed."""


def seal(answers: list[Answer], wave: int, place: int) -> bytes:
    """Close a place of the urn of a wave over its answers, shuffled."""
    mixed = list(answers)
    secrets.SystemRandom().shuffle(mixed)
    plain = json.dumps(mixed, ensure_ascii=False, separators=(",", ":")).encode()
    plain += b" " * (-len(plain) % STEP)
    nonce = os.urandom(_NONCE)
    return nonce + _key().encrypt(nonce, plain, _about(wave, place, len(answers)))


def unseal(sealed: bytes, wave: int, place: int, papers: int) -> list[Answer]:
    """The answers of a place that must have `papers` of them; Unsealed if it is not that place."""
    try:
        plain = _key().decrypt(sealed[:_NONCE], sealed[_NONCE:], _about(wave, place, papers))
    except InvalidTag as fault:
        raise Unsealed from fault
    answers: list[Answer] = json.loads(plain)
    return answers


def _about(wave: int, place: int, papers: int) -> bytes:
    return f"survey:{wave}:{place}:{papers}".encode()


def _key() -> AESGCM:
    return AESGCM(sha256(b"survey-urn:" + settings.SECRET_KEY.encode()).digest())
