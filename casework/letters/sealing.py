"""What waits in the queue or in the store of letters, locked with the key of the installation."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings


def sealed(content: Any) -> str:
    """JSON that only this installation reads."""
    return _seal().encrypt(json.dumps(content, ensure_ascii=False).encode()).decode()


def unsealed(text: str) -> Any:
    """What was sealed."""
    return json.loads(_seal().decrypt(text.encode()))


def _seal() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"letters:" + settings.SECRET_KEY.encode()).digest()))
