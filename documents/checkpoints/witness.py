"""Checking the line of a neighbour: Ed25519 over the text with the moment before it (C2SP tlog-cosignature, v1)."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

KIND = b"\x04"
TIME, KEY, SIGNATURE = 8, 32, 64  # bytes


class Wrong(ValueError):
    """What does not fit, in words for whoever attaches the line (Russian)."""


@dataclass(frozen=True)
class Witness:
    """Who cosigns: the name and the public key out of a verifier key `name+number+base64`."""

    name: str
    number: bytes
    public: bytes


def witness_of(written: str) -> Witness:
    """The neighbour's key as it is written. Raises Wrong."""
    name, _, rest = written.strip().partition("+")
    number, _, encoded = rest.partition("+")
    content = _decoded(encoded)
    if not name or content[:1] != KIND or len(content) != 1 + KEY:
        raise Wrong("Это не ключ соседа: нужна строка вида «имя+номер+ключ», ключ Ed25519 для заверений (вид 0x04).")
    expected = hashlib.sha256(name.encode() + b"\n" + content).digest()[:4]
    if number.lower() != expected.hex():
        raise Wrong("Номер ключа не подходит к имени и ключу: скопируйте строку целиком у соседа.")
    return Witness(name, expected, content[1:])


def signed_at(text: str, witness: Witness, line: str) -> datetime:
    """When the neighbour has cosigned the text of a checkpoint. Raises Wrong if the line is not theirs or is of another text."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - takes long to load, and few pages check signatures
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - takes long to load, and few pages check signatures

    dash, _, rest = line.strip().partition(" ")
    name, _, encoded = rest.partition(" ")
    content = _decoded(encoded)
    if dash != "—" or name != witness.name or len(content) != 4 + TIME + SIGNATURE or content[:4] != witness.number:
        raise Wrong("Это не строка этого соседа: нужна строка «— имя подпись» целиком, как в заверенной отметке.")
    moment = int.from_bytes(content[4 : 4 + TIME])
    message = f"cosignature/v1\ntime {moment}\n{text}".encode()
    try:
        Ed25519PublicKey.from_public_bytes(witness.public).verify(content[4 + TIME :], message)
        return datetime.fromtimestamp(moment, UTC)
    except (InvalidSignature, OverflowError, OSError, ValueError):
        raise Wrong("Подпись не сходится: сосед заверил другую отметку или ключ не его.") from None


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error:
        return b""
