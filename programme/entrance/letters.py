"""Letters that carry a secret link: they wait in the queue sealed, so that a copy of the database opens no account."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet
from django.conf import settings

from casework.later import later


def send(to: str, subject: str, body: str) -> None:
    """Put a letter into the queue, as part of the transaction that is open now."""
    later("programme.tasks.mail_letter", sealed=sealed(to, subject, body))


def sealed(*parts: str) -> str:
    """What only this installation can read again."""
    return _seal().encrypt(json.dumps(parts).encode()).decode()


def unsealed(text: str) -> list[str]:
    """The parts of what was sealed, in their order: of a letter to whom, subject and body."""
    return json.loads(_seal().decrypt(text.encode()))


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"letters:" + settings.SECRET_KEY.encode()).digest()))
