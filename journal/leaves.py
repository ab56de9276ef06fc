"""The leaf of an entry: which bytes of it enter the tree, so that a part can be shown without the rest.

A leaf is canonical JSON, so no two entries give the same bytes. What an entry says of a person, and its data, enter by salted
hashes: whoever knows the leaf cannot guess them. The salts of the parts come out of the one secret that stands beside the entry.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

SALT = 32  # bytes of the secret of an entry
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True)
class Act:
    """An entry as the database has it."""

    subject: str
    verb: str
    before: str
    after: str
    at: datetime
    actor: int | None
    capacity: str
    title: str
    ground: str
    payload: Any

    @property
    def person(self) -> dict[str, Any]:
        """Who did it and in which words."""
        return {"actor": self.actor, "capacity": self.capacity, "ground": self.ground, "title": self.title}


def canonical(value: Any) -> bytes:
    """The bytes of a JSON value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def leaf(act: Act, secret: bytes) -> dict[str, str]:
    """The leaf, whose canonical JSON is hashed."""
    return {
        "after": act.after,
        "at": f"{act.at.astimezone(UTC):{MOMENT}}",
        "before": act.before,
        "payload": _covered(act.payload, secret, "payload"),
        "person": _covered(act.person, secret, "person"),
        "salt": salt(secret, "leaf"),
        "subject": act.subject,
        "verb": act.verb,
    }


def salt(secret: bytes, part: str) -> str:
    """The salt of a part: it opens nothing but that part."""
    return hmac.digest(secret, part.encode(), "sha256").hex()


def _covered(value: Any, secret: bytes, part: str) -> str:
    return hashlib.sha256(canonical([salt(secret, part), value])).hexdigest()
