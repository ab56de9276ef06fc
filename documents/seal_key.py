"""The key of the seal as the office knows it: whose it is, until when, made here or brought from outside (PKCS#12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from casework import installation
from casework.door import Refused
from documents import seal
from documents.papers.files import DocumentFile

LEAST_BITS = 2048
LEAST_DAYS = 30


@dataclass(frozen=True)
class SealKey:
    """What the certificate says of itself."""

    owner: str
    issuer: str
    valid_to: datetime
    fingerprint: str  # SHA-256, hexadecimal

    @property
    def is_self_made(self) -> bool:
        """Nobody but this installation vouches for it."""
        return self.owner == self.issuer


def present() -> SealKey | None:
    """The key that seals now; None before the first paper, when none has been made or brought."""
    path = Path(settings.KEYS_DIR) / "seal.crt"
    return _about(_x509().load_pem_x509_certificate(path.read_bytes())) if path.exists() else None


@dataclass(frozen=True)
class FormerKey:
    """A key that sealed until a moment: its papers stay what they were."""

    key: SealKey
    until: datetime


def former() -> list[FormerKey]:
    """The keys that sealed before, newest first."""
    return [FormerKey(_about(_x509().load_pem_x509_certificate(pem)), until) for pem, until in seal.former()]


def rotate(content: bytes = b"", password: str = "") -> SealKey:
    """Seal with another key from now on: one from outside (PKCS#12), or a fresh one of this installation's own.

    The former certificate is published with the day of its end, and goes into every dossier: papers under it stay valid. Raises Refused.
    """
    if present() is None:
        raise Refused("Менять ещё нечего: ключ печати не создан.")
    if content:
        key, certificate = _opened(content, password)
        _refuse_unfit(key, certificate)
        pem = serialization_of(key, certificate)
    else:
        pem = seal.create()
    seal.replace(*pem, keeps_former=True)
    fresh = present()
    assert fresh, "it has just been put there"
    return fresh


def serialization_of(key: Any, certificate: Any) -> tuple[bytes, bytes]:
    """A key and its certificate as PEM."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - takes long to load, and only papers are sealed

    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private, certificate.public_bytes(pem)


def has_sealed() -> bool:
    """Is there a paper under the present key? Another key could not vouch for it."""
    return DocumentFile.objects.exists()


def make() -> SealKey:
    """A key of this installation's own, unless there is one."""
    seal.ensure()
    made = present()
    assert made, "the key has just been made"
    return made


def bring(content: bytes, password: str) -> SealKey:
    """Seal with a key from outside from now on. Raises Refused for whatever cannot seal, and once papers are sealed."""
    if has_sealed():
        raise Refused(
            "Документы с прежней печатью уже есть: другой ключ не смог бы их подтвердить. Ключ выбирают до первого документа."
        )
    key, certificate = _opened(content, password)
    _refuse_unfit(key, certificate)
    seal.replace(*serialization_of(key, certificate))
    return _about(certificate)


def _opened(content: bytes, password: str) -> tuple[Any, Any]:
    """The private key and its certificate."""
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415 - takes long to load, and only papers are sealed

    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except ValueError as error:
        raise Refused("Файл не открылся: проверьте пароль и что это контейнер PKCS#12 (.p12 или .pfx).") from error
    if key is None or certificate is None:
        raise Refused("В файле нет закрытого ключа вместе с сертификатом: выгрузите их в один контейнер PKCS#12.")
    return key, certificate


def _refuse_unfit(key: Any, certificate: Any) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - takes long to load, and only papers are sealed

    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise Refused(f"Печать документов PDF здесь ставится ключом RSA не короче {LEAST_BITS} бит, а это другой ключ.")
    if key.public_key() != certificate.public_key():
        raise Refused("Сертификат в файле выдан на другой ключ.")
    now = timezone.now()
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        raise Refused(f"Сертификат действует с {start:%d.%m.%Y} по {end:%d.%m.%Y}, а не сегодня: получите новый.")
    try:
        usage = certificate.extensions.get_extension_for_class(_x509().KeyUsage).value
    except _x509().ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise Refused("Сертификат выдан не для подписи: в его назначении нет «цифровой подписи».")


def _about(certificate: Any) -> SealKey:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - takes long to load, and only papers are sealed

    return SealKey(
        _words(certificate.subject),
        _words(certificate.issuer),
        certificate.not_valid_after_utc,
        certificate.fingerprint(hashes.SHA256()).hex(),
    )


def _words(name: Any) -> str:
    return ", ".join(str(part.value) for part in name)


def _x509() -> Any:
    from cryptography import x509  # noqa: PLC0415 - takes long to load, and only papers are sealed

    return x509


def readiness() -> tuple[bool, str]:
    """Is there a key that will seal for months to come, and are papers sealed in earnest?"""
    key = present()
    if key is None:
        return False, "ещё не создан"
    is_test = installation.current().seal_is_test
    is_lasting = key.valid_to > timezone.now() + timedelta(days=LEAST_DAYS)
    kind = "создан системой" if key.is_self_made else f"выдан: {key.issuer}"
    mark = ", на документах отметка «ТЕСТ»" if is_test else ""
    return is_lasting and not is_test, f"{key.owner}; {kind}; до {key.valid_to:%d.%m.%Y}{mark}"
