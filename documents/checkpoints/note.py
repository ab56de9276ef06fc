"""A checkpoint as a signed note (C2SP signed-note): the text, a blank line, a line a signature."""

import base64
import hashlib
import ssl

from django.conf import settings

from documents import seal
from journal.models import Checkpoint

# C2SP leaves 0xff to whoever signs otherwise than with Ed25519, followed by a name of the way: the key of the seal is RSA.
KIND = b"\xff" + b"soglasie/rsa-pkcs1-sha256"
DOMAIN = "soglasie/checkpoint/1"  # nothing else that the key signs begins so


def origin() -> str:
    """Whose journal it is: the address of the site without its scheme."""
    return f"{settings.SITE_URL.partition('://')[2]}/journal"


def signed(text: str) -> str:
    """The note of a text that ends with a line feed."""
    certificate = ssl.PEM_cert_to_DER_cert(seal.ensure()[1].decode())
    signature = key_id(origin(), certificate) + seal.sign_words(f"{DOMAIN}\n{text}".encode())
    return f"{text}\n— {origin()} {base64.b64encode(signature).decode()}\n"


def key_id(name: str, certificate: bytes) -> bytes:
    """Four bytes by which a verifier finds the key of a line."""
    return hashlib.sha256(name.encode() + b"\n" + KIND + certificate).digest()[:4]


def whole(mark: Checkpoint) -> str:
    """The note as it is given away: our signature, and the lines of neighbours in the order in which they were attached."""
    return mark.note + "".join(f"{row.line}\n" for row in mark.cosignatures.order_by("pk"))
