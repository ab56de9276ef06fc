"""A detached signature as people bring it: DER, PEM or base64 without a head; one signature of one person (domain 5.4, points 1 and 2)."""

import base64
import binascii
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from asn1crypto import cms, tsp, x509

assert tsp.SigningCertificateV2  # tsp teaches cms the attributes of time stamps and of the signing certificate

MOST_BYTES = 1024 * 1024
SEQUENCE = b"\x30"
HEADS = re.compile(rb"-----(BEGIN|END)[^-\n]*-----")


class Unreadable(ValueError):
    """The file is no signature of the kind that is taken; the text is for whoever has brought it (Russian)."""


def der_of(content: bytes) -> bytes:
    """The DER inside whatever way it is written. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("Файл подписи больше 1 МБ: приложите отсоединённую подпись, без самого документа внутри.")
    if content[:1] == SEQUENCE:
        return content
    bare = re.sub(rb"\s+", b"", HEADS.sub(b"", content.removeprefix(b"\xef\xbb\xbf")))
    try:
        der = base64.b64decode(bare, validate=True)
    except binascii.Error:
        der = b""
    if der[:1] != SEQUENCE:
        raise Unreadable("Это не файл подписи: нужен файл .sig, .p7s или .sgn, который дала программа подписания.")
    return der


@dataclass(frozen=True)
class Container:
    """A CMS with exactly one signature (RFC 5652)."""

    der: bytes
    signed: Any

    @cached_property
    def signer(self) -> Any:
        """The one SignerInfo."""
        return self.signed["signer_infos"][0]

    @cached_property
    def certificates(self) -> list[x509.Certificate]:
        """The certificates that came along."""
        return [choice.chosen for choice in self.signed["certificates"] or [] if choice.name == "certificate"]

    @property
    def attached(self) -> bytes | None:
        """The content inside, if the signature is not detached."""
        content = self.signed["encap_content_info"]["content"]
        return None if content.native is None else bytes(content)

    def attribute(self, name: str) -> Any | None:
        """The only value of a signed attribute; None if it is not there exactly once."""
        return _only(self.signer["signed_attrs"], name)

    def unsigned(self, name: str) -> Any | None:
        """The same among the attributes that the signature does not cover."""
        return _only(self.signer["unsigned_attrs"], name)


def _only(attributes: Any, name: str) -> Any | None:
    values = [value for row in attributes or [] if row["type"].native == name for value in row["values"]]
    return values[0] if len(values) == 1 else None


def _touch(container: Container) -> None:
    """Reading is lazy: what is badly formed shows itself here and not in the middle of a check."""
    signer = container.signer
    assert (container.attached, container.certificates, signer["sid"].native) is not None
    for part in ("signed_attrs", "unsigned_attrs", "signature", "digest_algorithm", "signature_algorithm"):
        signer[part].dump()
    for name in ("content_type", "message_digest", "signing_certificate_v2", "signing_time"):
        container.attribute(name)


def read(content: bytes) -> Container:
    """The container in a file. Raises Unreadable."""
    der = der_of(content)
    try:
        info = cms.ContentInfo.load(der, strict=True)
        if info["content_type"].native != "signed_data":
            raise Unreadable("В файле нет подписи: это другой вид контейнера. Приложите файл отсоединённой подписи.")
        signed = info["content"]
        signers, container = len(signed["signer_infos"]), Container(der, signed)
        if signers:
            _touch(container)
    except Unreadable:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(
            "Файл подписи повреждён или обрывается: скачайте его у программы подписания ещё раз."
        ) from error
    if signers != 1:
        raise Unreadable(
            "В файле несколько подписей. Приложите файл, в котором только ваша: каждый подписывает отдельно."
        )
    return container
