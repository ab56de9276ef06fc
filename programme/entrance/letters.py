"""Letters that carry a secret link: they wait in the queue sealed, so that a copy of the database opens no account."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings

from casework.later import later


def send(to: str, subject: str, body: str) -> None:
    """Put a letter into the queue, as part of the transaction that is open now."""
    later("programme.tasks.mail_letter", sealed=_seal().encrypt(json.dumps([to, subject, body]).encode()).decode())


def unsealed(text: str) -> tuple[str, str, str]:
    """To whom, subject and body of a sealed letter."""
    to, subject, body = json.loads(_seal().decrypt(text.encode()))
    return to, subject, body


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"letters:" + settings.SECRET_KEY.encode()).digest()))
