"""The seal of the installation: a PAdES signature over the entire file. Only workers import this module's libraries.

The key is made on first use and stays in `settings.KEYS_DIR`; it is not a person's signature and does not replace one.
"""

import fcntl
import os
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from documents import seal_place

YEARS = 10


def _folder() -> Path:
    folder = Path(settings.KEYS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _ensure() -> tuple[bytes, bytes]:
    """The key and the certificate (PEM), made by whoever comes first."""
    folder = _folder()
    key, certificate = folder / "seal.key", folder / "seal.crt"
    with open(os.open(folder / "seal.lock", os.O_RDWR | os.O_CREAT, 0o600), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not certificate.exists():
            key_pem, certificate_pem = _create()
            _write(key, key_pem)
            _write(certificate, certificate_pem)
    return key.read_bytes(), certificate.read_bytes()


def _write(path: Path, content: bytes) -> None:
    """A secret is never half there, and never readable by others for a moment."""
    new = path.with_suffix(f"{path.suffix}.new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def _create() -> tuple[bytes, bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    mark = " (ТЕСТ)" if settings.SEAL_IS_TEST else ""
    facts = {
        NameOID.COMMON_NAME: f"Согласие{mark}",
        NameOID.ORGANIZATION_NAME: settings.ORGANISATION_NAME[:64],
        NameOID.LOCALITY_NAME: settings.CITY_NAME[:128],
        NameOID.COUNTRY_NAME: "RU",
    }
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in facts.items()])
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(timezone.now() - timedelta(days=366))  # the demo begins in the past
        .not_valid_after(timezone.now() + timedelta(days=366 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
    )
    certificate = builder.sign(key, hashes.SHA256())
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(pem, pkcs8, serialization.NoEncryption()), certificate.public_bytes(pem)


@cache
def _key() -> Any:
    """The private key, parsed and checked once: with RSA that takes longer than many signatures."""
    from cryptography.hazmat.primitives import serialization

    return serialization.load_pem_private_key(_ensure()[0], None)


@cache
def certificate() -> Any:
    """The certificate of the seal, as asn1crypto and pyHanko want it."""
    from asn1crypto import pem, x509

    return x509.Certificate.load(pem.unarmor(_ensure()[1])[2])


def words() -> dict[str, str]:
    """What the signature says of itself in a PDF reader."""
    return {
        "Name": settings.ORGANISATION_NAME,
        "Reason": "Документ сформирован информационной системой «Согласие»",
        "Location": settings.CITY_NAME,
    }


def seal(pdf: bytes) -> bytes:
    """The same PDF with the signature of the installation over the entire file. Raises seal_place.NoPlace if the paper is not ours."""
    return seal_place.fill(pdf, timezone.localtime(), _sign)


def _cms() -> Any:
    """The structures of RFC 5652; `tsp` teaches them the attribute that names the certificate (RFC 5035)."""
    from asn1crypto import cms, tsp

    assert tsp.SigningCertificateV2
    return cms


def _sign(digest: bytes) -> bytes:
    """A signature (CMS, DER) of PAdES level B-B over a document with this SHA-256: its moment stands in the PDF (EN 319 142-1, 6.3)."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    said = _said(digest)
    return _around(said, _key().sign(said.dump(), padding.PKCS1v15(), hashes.SHA256()))


def _said(digest: bytes) -> Any:
    """What is signed: that it is a document, which one, and with which certificate."""
    return _cms().CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [digest]},
            {"type": "signing_certificate_v2", "values": [{"certs": [{"cert_hash": certificate().sha256}]}]},
        ]
    )


def _around(said: Any, signature: bytes) -> bytes:
    """The whole of the CMS: nothing in it is left to choice, so whoever reads may write it anew and compare."""
    cms, sha256, ours = _cms(), {"algorithm": "sha256"}, certificate()
    signer = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": ours.issuer, "serial_number": ours.serial_number}},
        "digest_algorithm": sha256,
        "signed_attrs": said,
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signature": signature,
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices(name="certificate", value=ours)],
        "signer_infos": [signer],
    }
    der: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    return der


def is_ours(content: bytes, digest: bytes) -> bool:
    """Is this the signature of this installation under a document with this SHA-256, with nothing but zeros behind it?

    It must be, byte for byte, what we write around its value: the embedded certificate too is not covered by the key.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    try:
        [signer] = _cms().ContentInfo.load(content)["content"]["signer_infos"]
        signature: bytes = signer["signature"].native
    except (ValueError, KeyError, TypeError):  # whatever a broken structure may give
        return False
    said = _said(digest)
    if content != _around(said, signature).ljust(len(content), b"\0"):
        return False
    try:
        _key().public_key().verify(signature, said.dump(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
