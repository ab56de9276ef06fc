"""An ID token (JWT, RS256) taken apart and checked by OpenID Connect Core 1.0, 3.1.3.7."""

import base64
import json
import time
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.crypto import constant_time_compare

LEEWAY = 60  # seconds by which the clocks of the two machines may differ
LONGEST_SUBJECT = 255
LEAST_BITS = 2048  # of a key


class Unbelievable(Exception):
    """The token is not the provider's, not for us, not for this login, or too old."""


def claims(token: Any, *, keys: Any, issuer: str, client: str, nonce: str) -> dict[str, Any]:
    """What a token says, when all of it is right. `keys`: the list of a JWK set. Raises Unbelievable."""
    try:
        signed, _, signature = token.rpartition(".")
        header, content = (json.loads(_decoded(part)) for part in signed.split("."))
        _check_signature(header, keys, signed.encode("ascii"), _decoded(signature))
        _check_claims(content, issuer=issuer, client=client, nonce=nonce)
    except Unbelievable:
        raise
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        raise Unbelievable("no token") from error
    return content


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _check_signature(header: dict[str, Any], keys: list[dict[str, Any]], signed: bytes, signature: bytes) -> None:
    """Only the one algorithm every provider must know: a token does not choose how it is checked."""
    if header["alg"] != "RS256":
        raise Unbelievable("another algorithm")
    fitting = [key for key in keys if key.get("kty") == "RSA" and key.get("use", "sig") == "sig"]
    if "kid" in header:
        fitting = [key for key in fitting if key.get("kid") == header["kid"]]
    if len(fitting) != 1:
        raise Unbelievable("no key of that name")
    modulus, exponent = (int.from_bytes(_decoded(fitting[0][name]), "big") for name in ("n", "e"))
    if modulus.bit_length() < LEAST_BITS:
        raise Unbelievable("a weak key")
    try:
        RSAPublicNumbers(exponent, modulus).public_key().verify(signature, signed, PKCS1v15(), SHA256())
    except InvalidSignature:
        raise Unbelievable("signed by somebody else") from None


def _check_claims(content: dict[str, Any], *, issuer: str, client: str, nonce: str) -> None:
    now, audience = time.time(), content["aud"]
    audiences = [audience] if isinstance(audience, str) else audience
    holds = {
        "of another provider": content["iss"] == issuer,
        "for somebody else": client in audiences and (len(audiences) == 1 or content.get("azp") == client),
        "expired": content["exp"] > now - LEEWAY,
        "of the future": content["iat"] < now + LEEWAY,
        "of another login": constant_time_compare(str(content.get("nonce", "")), nonce),
        "about nobody": isinstance(content["sub"], str) and 0 < len(content["sub"]) <= LONGEST_SUBJECT,
    }
    if wrong := [words for words, is_right in holds.items() if not is_right]:
        raise Unbelievable(wrong[0])
