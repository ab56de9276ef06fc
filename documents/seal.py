"""The seal of the installation: a PAdES signature over the entire file. Only workers import this module's libraries.

The key is made on first use and stays in `settings.KEYS_DIR`; it is not a person's signature and does not replace one.
"""

import fcntl
import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from casework import installation
from documents import seal_place

YEARS = 10
DIGEST = 32  # bytes of SHA-256
FORMER, STAMP = "former", "%Y%m%dT%H%M%S"  # where former certificates lie, named by the moment of their end


def _folder() -> Path:
    folder = Path(settings.KEYS_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def ensure() -> tuple[bytes, bytes]:
    """The key and the certificate (PEM), made by whoever comes first."""
    folder = _folder()
    key, certificate = folder / "seal.key", folder / "seal.crt"
    with open(os.open(folder / "seal.lock", os.O_RDWR | os.O_CREAT, 0o600), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not certificate.exists():
            key_pem, certificate_pem = create()
            _write(key, key_pem)
            _write(certificate, certificate_pem)
    return key.read_bytes(), certificate.read_bytes()


def replace(key_pem: bytes, certificate_pem: bytes, *, keeps_former: bool = False) -> None:
    """Seal with this key and certificate (PEM) from now on, in every process; the former certificate stays known if papers bear it."""
    folder = _folder()
    with open(os.open(folder / "seal.lock", os.O_RDWR | os.O_CREAT, 0o600), "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if keeps_former:
            (folder / FORMER).mkdir(mode=0o700, exist_ok=True)
            _write(
                folder / FORMER / f"{timezone.now().astimezone(UTC):{STAMP}}.crt", (folder / "seal.crt").read_bytes()
            )
        _write(folder / "seal.key", key_pem)
        _write(folder / "seal.crt", certificate_pem)
    _notice_another_key()


def former() -> list[tuple[bytes, datetime]]:
    """Certificates (PEM) that sealed before, each with the moment when another took its place; newest first. Their keys are gone."""
    paths = sorted((_folder() / FORMER).glob("*.crt"), reverse=True)
    return [(path.read_bytes(), datetime.strptime(path.stem, STAMP).replace(tzinfo=UTC)) for path in paths]


_seen: list[int] = []


def _notice_another_key() -> None:
    """What is remembered of the key holds as long as its file is the same; another process may have replaced it."""
    path = _folder() / "seal.crt"
    if not path.exists():
        ensure()
    moment = path.stat().st_mtime_ns
    if _seen != [moment]:
        for remembered in (_key, _certificate, _shape):
            remembered.cache_clear()
        _seen[:] = [moment]


def _write(path: Path, content: bytes) -> None:
    """A secret is never half there, and never readable by others for a moment."""
    new = path.with_suffix(f"{path.suffix}.new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def create() -> tuple[bytes, bytes]:
    """A fresh key and a certificate that nobody but this installation vouches for (PEM)."""
    from cryptography import x509  # noqa: PLC0415 - takes long to load, and only papers are sealed
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - takes long to load, and only papers are sealed
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - takes long to load, and only papers are sealed
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 - takes long to load, and only papers are sealed

    city = installation.current()
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    mark = " (ТЕСТ)" if city.seal_is_test else ""
    facts = {
        NameOID.COMMON_NAME: f"Согласие{mark}",
        NameOID.ORGANIZATION_NAME: city.organisation[:64],
        NameOID.LOCALITY_NAME: city.name[:128],
        NameOID.COUNTRY_NAME: "RU",
    }
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in facts.items()])
    unused = "key_encipherment data_encipherment key_agreement key_cert_sign crl_sign encipher_only decipher_only"
    usage = dict.fromkeys(unused.split(), False)
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
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - takes long to load, and only papers are sealed

    return serialization.load_pem_private_key(ensure()[0], None)


def certificate() -> Any:
    """The certificate of the seal as its file is now, as asn1crypto and pyHanko want it."""
    _notice_another_key()
    return _certificate()


@cache
def _certificate() -> Any:
    from asn1crypto import pem, x509  # noqa: PLC0415 - takes long to load, and only papers are sealed

    return x509.Certificate.load(pem.unarmor(ensure()[1])[2])


def words() -> dict[str, str]:
    """What the signature says of itself in a PDF reader."""
    city = installation.current()
    return {
        "Name": city.organisation,
        "Reason": "Документ сформирован информационной системой «Согласие»",
        "Location": city.name,
    }


def seal(pdf: bytes) -> bytes:
    """The same PDF with the signature of the installation over the entire file. Raises seal_place.NoPlace if the paper is not ours."""
    _notice_another_key()
    return seal_place.fill(pdf, timezone.localtime(), _sign)


@dataclass(frozen=True)
class Shape:
    """A signature (CMS, DER) of ours in pieces: nothing but the digest and the value of the signature differs from paper to paper.

    Whoever writes puts the pieces together, whoever reads does the same and compares: the embedded certificate is not covered by
    the key, so a byte changed in it would go unnoticed otherwise. `attributes` is what is signed, around the digest.
    """

    before: bytes
    between: bytes
    behind: bytes
    attributes: tuple[bytes, bytes]
    size: int

    def whole(self, digest: bytes, signature: bytes) -> bytes:
        """The signature under a document with this SHA-256."""
        return self.before + digest + self.between + signature + self.behind

    def signed(self, digest: bytes) -> bytes:
        """What the key signs."""
        return digest.join(self.attributes)

    def value_in(self, content: bytes) -> bytes:
        """The value of the signature, where it must stand."""
        start = len(self.before) + DIGEST + len(self.between)
        return content[start : start + self.size]


@cache
def _shape() -> Shape:
    """Level B-B of PAdES: the moment stands in the PDF and not here (EN 319 142-1, 6.3). The lengths do not depend on the values."""
    size = _key().key_size // 8
    digest, value = hashlib.sha256(b"digest").digest(), hashlib.sha256(b"value").digest().ljust(size, b"\x5a")
    attributes, whole = _structure(digest, value)
    before, rest = whole.split(digest)
    between, behind = rest.split(value)
    first, second = attributes.split(digest)
    return Shape(before, between, behind, (first, second), size)


def _structure(digest: bytes, value: bytes) -> tuple[bytes, bytes]:
    """The signed attributes and the whole of the CMS (RFC 5652) around these values."""
    from asn1crypto import cms, tsp  # noqa: PLC0415 - tsp teaches cms the attribute that names the certificate (RFC 5035)

    assert tsp.SigningCertificateV2
    ours, sha256 = _certificate(), {"algorithm": "sha256"}
    attributes = cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "message_digest", "values": [digest]},
            {"type": "signing_certificate_v2", "values": [{"certs": [{"cert_hash": ours.sha256}]}]},
        ]
    )
    signer = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": ours.issuer, "serial_number": ours.serial_number}},
        "digest_algorithm": sha256,
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signature": value,
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices(name="certificate", value=ours)],
        "signer_infos": [signer],
    }
    return attributes.dump(), cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()


def _sign(digest: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - takes long to load, and only papers are sealed
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 - takes long to load, and only papers are sealed

    shape = _shape()
    return shape.whole(digest, _key().sign(shape.signed(digest), padding.PKCS1v15(), hashes.SHA256()))


def sign_words(content: bytes) -> bytes:
    """The bare signature of the seal's key (RSA PKCS#1 v1.5, SHA-256) under words that are no paper: the same for the same words."""
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - takes long to load, and only papers are sealed
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 - takes long to load, and only papers are sealed

    _notice_another_key()
    signature: bytes = _key().sign(content, padding.PKCS1v15(), hashes.SHA256())
    return signature


def is_ours(content: bytes, digest: bytes) -> bool:
    """Is this the signature of this installation under a document with this SHA-256, with nothing but zeros behind it?"""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - takes long to load, and only papers are sealed
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - takes long to load, and only papers are sealed
    from cryptography.hazmat.primitives.asymmetric import padding  # noqa: PLC0415 - takes long to load, and only papers are sealed

    _notice_another_key()
    shape = _shape()
    value = shape.value_in(content)
    if content != shape.whole(digest, value).ljust(len(content), b"\0"):
        return False
    try:
        _key().public_key().verify(value, shape.signed(digest), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
