"""ГОСТ Р 34.10-2012 and 34.11-2012 without OpenSSL: identifiers (domain 5.3), keys, and whether a signature fits. Pure."""

from typing import Any

import gostcrypto
from asn1crypto import core

DIGESTS = {"1.2.643.7.1.1.2.2": "streebog256", "1.2.643.7.1.1.2.3": "streebog512"}
KEYS = {"1.2.643.7.1.1.1.1": 256, "1.2.643.7.1.1.1.2": 512}
# How a signature names itself: by the key alone, or with its digest.
SIGNATURES = {**KEYS, "1.2.643.7.1.1.3.2": 256, "1.2.643.7.1.1.3.3": 512}
_TC26 = "id-tc26-gost-3410-2012-256-paramSet"
_TC26_512 = "id-tc26-gost-3410-12-512-paramSet"
CURVES = {
    "1.2.643.2.2.35.1": f"{_TC26}B", "1.2.643.2.2.35.2": f"{_TC26}C", "1.2.643.2.2.35.3": f"{_TC26}D",
    "1.2.643.2.2.36.0": f"{_TC26}B", "1.2.643.2.2.36.1": f"{_TC26}D",
    "1.2.643.7.1.2.1.1.1": f"{_TC26}A", "1.2.643.7.1.2.1.1.2": f"{_TC26}B",
    "1.2.643.7.1.2.1.1.3": f"{_TC26}C", "1.2.643.7.1.2.1.1.4": f"{_TC26}D",
    "1.2.643.7.1.2.1.2.1": f"{_TC26_512}A", "1.2.643.7.1.2.1.2.2": f"{_TC26_512}B", "1.2.643.7.1.2.1.2.3": "id-tc26-gost-3410-2012-512-paramSetC",
}  # fmt: skip


class Unsupported(ValueError):
    """The algorithm, the curve or the shape of the key is not among those that are taken."""


class _Parameters(core.Sequence):
    _fields = [("curve", core.ObjectIdentifier), ("digest", core.ObjectIdentifier, {"optional": True})]


class _Algorithm(core.Sequence):
    _fields = [("algorithm", core.ObjectIdentifier), ("parameters", _Parameters, {"optional": True})]


class PublicKeyInfo(core.Sequence):
    """A key as certificates write it; asn1crypto has none of its own for ГОСТ."""

    _fields = [("algorithm", _Algorithm), ("public_key", core.OctetBitString)]


def digest(content: bytes, oid: str) -> bytes:
    """Streebog of the content. Raises Unsupported."""
    if oid not in DIGESTS:
        raise Unsupported(f"алгоритм хеша {oid} не допускается")
    return bytes(gostcrypto.gosthash.new(DIGESTS[oid], data=bytearray(content)).digest())


def is_signed(key: bytes, content: bytes, signature: bytes) -> bool:
    """Does the signature of this key (DER of SubjectPublicKeyInfo) fit the content? Raises Unsupported.

    Three turns that the standards hide: the key is x‖y, each half little-endian; CMS and X.509 write s‖r; the digest is read little-endian.
    """
    bits, curve, numbers = _key(key)
    size = bits // 8
    if len(signature) != 2 * size:
        return False
    oid = next(oid for oid, name in DIGESTS.items() if name == f"streebog{bits}")
    mode = gostcrypto.gostsignature.MODE_256 if bits == 256 else gostcrypto.gostsignature.MODE_512
    point = numbers[:size][::-1] + numbers[size:][::-1]
    verifier = gostcrypto.gostsignature.new(mode, gostcrypto.gostsignature.CURVES_R_1323565_1_024_2019[curve])
    turned = signature[size:] + signature[:size]
    return bool(verifier.verify(bytearray(point), bytearray(digest(content, oid)[::-1]), bytearray(turned)))


def _key(der: bytes) -> tuple[int, str, bytes]:
    """Length in bits, the name of the curve, the numbers of the point as they are written."""
    info = PublicKeyInfo.load(der)
    oid = info["algorithm"]["algorithm"].dotted
    curve = info["algorithm"]["parameters"]["curve"].dotted if oid in KEYS else ""
    if oid not in KEYS or curve not in CURVES:
        raise Unsupported(f"ключ не по ГОСТ Р 34.10-2012 или с неизвестными параметрами ({oid} {curve})")
    numbers = core.OctetString.load(info["public_key"].native).native
    if len(numbers) != KEYS[oid] // 4 or length_of(curve) != KEYS[oid]:
        raise Unsupported("длина открытого ключа не подходит к его параметрам")
    return KEYS[oid], CURVES[curve], numbers


def length_of(curve: str) -> int:
    """How long keys of a curve are, in bits."""
    return 512 if "-512-" in CURVES[curve] else 256


def key_of(certificate: Any) -> bytes:
    """The key of an asn1crypto certificate, untouched by it: reading a field of it would not know ГОСТ."""
    return bytes(certificate["tbs_certificate"]["subject_public_key_info"].dump())
