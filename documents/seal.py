"""The seal of the installation: a PAdES signature over the entire file. Only workers import this module's libraries.

The key is made on first use and stays in `settings.KEYS_DIR`; it is not a person's signature and does not replace one.
"""

import fcntl
import os
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

YEARS = 10
RESERVED = 8192  # hexadecimal digits kept for the signature and its certificate; about half are used


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
def _signer() -> Any:
    """A pyHanko signer that keeps the key loaded: pyHanko itself would parse and check it anew for every signature."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding
    from pyhanko.sign.signers.pdf_cms import Signer

    key: Any = serialization.load_pem_private_key(_ensure()[0], None)

    class LoadedKey(Signer):
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            return key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    return LoadedKey(signing_cert=certificate())


@cache
def certificate() -> Any:
    """The certificate of the seal, as pyHanko wants it."""
    from asn1crypto import pem, x509

    return x509.Certificate.load(pem.unarmor(_ensure()[1])[2])


def rebuilt(signature: bytes) -> bytes:
    """The same signature (CMS, DER) as this installation writes it around the signed attributes and the signature value.

    Those two are bound by the key; in everything else, the embedded certificate too, a changed byte would go unnoticed.
    """
    from asn1crypto import cms

    found = cms.ContentInfo.load(signature)["content"]["signer_infos"][0]
    ours: Any = certificate()
    algorithm = {"algorithm": "sha256"}
    signer = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": ours.issuer, "serial_number": ours.serial_number}},
        "digest_algorithm": algorithm,
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signed_attrs": found["signed_attrs"].untag(),
        "signature": found["signature"].native,
    }
    content = {
        "version": "v1",
        "digest_algorithms": [algorithm],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices(name="certificate", value=ours)],
        "signer_infos": [signer],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": content}).dump())


def seal(pdf: bytes) -> bytes:
    """The same PDF with one signature of the installation that covers the entire file."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    class Writer(IncrementalPdfFileWriter):
        output_version = (1, 7)  # PDF/A-3 is PDF 1.7; pyHanko would declare 2.0

    metadata = PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=settings.ORGANISATION_NAME,
        reason="Документ сформирован информационной системой «Согласие»",
        location=settings.CITY_NAME,
    )
    output = BytesIO()
    PdfSigner(metadata, signer=_signer()).sign_pdf(Writer(BytesIO(pdf)), output=output, bytes_reserved=RESERVED)
    return output.getvalue()
