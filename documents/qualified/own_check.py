"""The first means of checking: asn1crypto and gostcrypto, without OpenSSL (domain 5.4, points 3, 5 and 6)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

from asn1crypto import x509

from documents.qualified import certificates, gost
from documents.qualified.container import Container
from documents.qualified.trust import Store
from documents.qualified.verdict import Failed, Result, Unknown, Verdict

BY = f"asn1crypto {version('asn1crypto')} и gostcrypto {version('gostcrypto')}"
SET = b"\x31"  # signed attributes are written as [0] and signed as a SET (RFC 5652, 5.4)
SHA256 = "2.16.840.1.101.3.4.2.1"
RSA = {"1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"}


@dataclass(frozen=True)
class Signed:
    """What has been found out of a signature that fits: whose certificate, the way to the root, the lists that were looked into."""

    certificate: x509.Certificate
    way: tuple[x509.Certificate, ...]
    lists: tuple[dict[str, str], ...]


def check(container: Container, content: bytes, store: Store, moment: datetime) -> Verdict:
    """What this means says of the signature under the content at the moment."""
    try:
        signed = look(container, content, store, moment)
    except (Failed, gost.Unsupported) as fault:
        return Verdict(BY, Result.FAILED, (str(fault),))
    except Unknown as lack:
        return Verdict(BY, Result.UNKNOWN, (str(lack),))
    except (ValueError, TypeError, KeyError) as error:  # a certificate or a list that is no DER of what it says it is
        return Verdict(
            BY, Result.FAILED, (f"подпись или сертификат построены не по правилам ({type(error).__name__})",)
        )
    return Verdict(BY, Result.PASSED, (), {"lists": list(signed.lists)})


def look(container: Container, content: bytes, store: Store, moment: datetime) -> Signed:
    """The whole check. Raises Failed, Unknown, gost.Unsupported."""
    leaf = certificate_of(container)
    require_fits(container, content, leaf)
    way = certificates.chain(leaf, [*container.certificates, *store.between], list(store.roots), moment)
    return Signed(leaf, tuple(way), tuple(certificates.require_not_revoked(way, list(store.lists), moment)))


def require_fits(container: Container, content: bytes, leaf: x509.Certificate) -> None:
    """Is it this certificate's signature under this content, with the attributes that CAdES-BES asks? Raises Failed."""
    signer = container.signer
    if not len(signer["signed_attrs"] or []):
        raise Failed("в подписи нет подписанных атрибутов: это не CAdES-BES")
    if container.attached is not None and container.attached != content:
        raise Failed("подписано другое содержимое: документ внутри файла подписи не тот")
    _require_attributes(container, content, leaf)
    attributes = SET + signer["signed_attrs"].dump()[1:]
    if not _is_signed(leaf, signer["signature_algorithm"]["algorithm"].dotted, attributes, signer["signature"].native):
        raise Failed("подпись не подходит к ключу сертификата")


def _require_attributes(container: Container, content: bytes, leaf: x509.Certificate) -> None:
    kind, mark = container.attribute("content_type"), container.attribute("message_digest")
    if kind is None or kind.native != container.signed["encap_content_info"]["content_type"].native:
        raise Failed("в подписи нет атрибута contentType, или он о другом содержимом")
    if mark is None or mark.native != _digest(content, container.signer["digest_algorithm"]["algorithm"].dotted):
        raise Failed("документ не тот, что подписан: хеш содержимого не совпал")
    named = container.attribute("signing_certificate_v2")
    if named is None:
        raise Failed("в подписи нет атрибута signingCertificateV2: это не CAdES-BES")
    first = named["certs"][0]
    oid = first["hash_algorithm"]["algorithm"].dotted
    if first["cert_hash"].native != _digest(leaf.dump(), oid):
        raise Failed("подпись называет другой сертификат, чем в ней лежит")


def _digest(content: bytes, oid: str) -> bytes:
    if oid == SHA256:
        return hashlib.sha256(content).digest()
    return gost.digest(content, oid)


def _is_signed(leaf: x509.Certificate, algorithm: str, content: bytes, signature: bytes) -> bool:
    if algorithm not in gost.SIGNATURES:
        raise Failed("подпись не по ГОСТ Р 34.10-2012: другие алгоритмы не принимаются")
    return gost.is_signed(gost.key_of(leaf), content, signature)


def certificate_of(container: Container) -> x509.Certificate:
    """The certificate that the signature names. Raises Failed."""
    name = container.signer["sid"]
    for certificate in container.certificates:
        if _is_named(certificate, name):
            return certificate
    raise Failed("в файле подписи нет сертификата того, кто подписал: при подписании включите его в подпись")


def _is_named(certificate: x509.Certificate, name: Any) -> bool:
    if name.name == "issuer_and_serial_number":
        chosen = name.chosen
        return (
            chosen["issuer"].dump() == certificate.issuer.dump()
            and chosen["serial_number"].native == certificate.serial_number
        )
    return certificate.key_identifier == name.chosen.native


def claimed_at(container: Container) -> datetime | None:
    """When the signatory's machine says it was; nothing rests on it."""
    value = container.attribute("signing_time")
    return value.native if value is not None else None
