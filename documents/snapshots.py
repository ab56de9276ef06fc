"""Snapshots: the data a document was made of, in one canonical form whose hash anybody can recompute."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def canonical(snapshot: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8; dates and decimals as text."""
    text = json.dumps(
        snapshot, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def frozen(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The snapshot as JSON gives it back. Binary fractions are refused: scores and sums must be Decimal (I-5)."""
    _refuse_floats(snapshot, "snapshot")
    return json.loads(canonical(snapshot))


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest(snapshot: Any) -> str:
    """The hash of the canonical form."""
    return sha256(canonical(snapshot))


def _refuse_floats(value: Any, path: str) -> None:
    if isinstance(value, float):
        raise TypeError(f"{path}: a binary fraction ({value!r}) in a document; use Decimal")
    if isinstance(value, dict):
        for key, item in value.items():
            _refuse_floats(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            _refuse_floats(item, f"{path}[{number}]")
