"""What a certificate says of its owner and of itself (domain 5.3), and its way to a root that is trusted at a moment. Pure."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from asn1crypto import crl, x509

from documents.qualified import gost
from documents.qualified.verdict import Failed, Unknown

INN, INN_OF_FIRM, OGRN, SNILS = "1.2.643.3.131.1.1", "1.2.643.100.4", "1.2.643.100.1", "1.2.643.100.3"
CLASSES = tuple(f"1.2.643.100.113.{number}" for number in range(1, 7))  # КС1 … КА1
LONGEST = 6  # certificates on the way
UNDERSTOOD = {"basic_constraints", "key_usage", "extended_key_usage", "certificate_policies", "subject_alt_name"}


@dataclass(frozen=True)
class Owner:
    """Whose certificate it is, as its subject says."""

    common_name: str
    surname: str
    given_names: str
    organisation: str
    inn: str
    inn_of_firm: str
    ogrn: str
    snils: str

    @property
    def full_name(self) -> str:
        """Surname, name and patronymic; the common name where the certificate does not part them."""
        return f"{self.surname} {self.given_names}".strip() if self.surname else self.common_name

    @property
    def shown(self) -> str:
        """How the mark of the signature names the owner."""
        return f"{self.full_name}, {self.organisation}" if self.organisation and self.firm else self.full_name

    @property
    def firm(self) -> str:
        """By which number the certificate names an organisation, if it does."""
        return self.inn_of_firm or self.ogrn


def owner_of(certificate: x509.Certificate) -> Owner:
    """The owner."""
    known: dict[str, str] = {}
    for part in certificate.subject.chosen:
        for pair in part:
            known.setdefault(pair["type"].dotted, _text(pair["value"]))
    names = ("2.5.4.3", "2.5.4.4", "2.5.4.42", "2.5.4.10", INN, INN_OF_FIRM, OGRN, SNILS)
    owner = Owner(*(known.get(oid, "") for oid in names))
    old = (
        owner.inn[2:] if owner.inn.startswith("00") and len(owner.inn) == 12 else ""
    )  # before 2021 of a firm: 00 + ten digits
    return Owner(**{**owner.__dict__, "inn": "" if old else owner.inn, "inn_of_firm": owner.inn_of_firm or old})


def _text(value: Any) -> str:
    """Strings as they are; of what asn1crypto has no type for (ИНН, ОГРН, СНИЛС), the contents."""
    native = getattr(value, "native", None)
    if isinstance(native, str):
        return native
    chosen = getattr(value, "parsed", value)
    return str(getattr(chosen, "native", "") or "")


def serial_of(certificate: x509.Certificate) -> str:
    """The number as offices write it."""
    digits = f"{certificate.serial_number:X}"
    return digits.zfill(len(digits) + len(digits) % 2)


def is_qualified(certificate: x509.Certificate) -> bool:
    """Does it name the class of the means of signing (приказ ФСБ № 795)? Whether the issuer is accredited the trusted list says."""
    policies = certificate.certificate_policies_value or []
    return any(policy["policy_identifier"].dotted in CLASSES for policy in policies)


def period(certificate: x509.Certificate) -> tuple[datetime, datetime]:
    """From when until when it holds."""
    return certificate.not_valid_before, certificate.not_valid_after


def chain(
    leaf: x509.Certificate, others: list[x509.Certificate], roots: list[x509.Certificate], moment: datetime
) -> list[x509.Certificate]:
    """From the certificate up to a trusted root, each link looked at. Raises Failed, Unknown."""
    way = [leaf]
    _require_understood(leaf)
    _require_period(leaf, moment)
    _require_signing(leaf)
    while not any(way[-1].dump() == root.dump() for root in roots):
        issuer = _issuer_of(way[-1], [*roots, *others])
        if issuer is None or len(way) == LONGEST:
            raise Unknown(f"издатель сертификата не в числе доверенных удостоверяющих центров: {words(way[-1].issuer)}")
        _require_understood(issuer)
        _require_period(issuer, moment)
        _require_issuing(issuer)
        way.append(issuer)
    return way


def _issuer_of(certificate: x509.Certificate, candidates: list[x509.Certificate]) -> x509.Certificate | None:
    """Whoever has the name of the issuer and a key that fits."""
    if certificate.self_issued:
        return None  # a root that nobody here trusts
    for issuer in candidates:
        if issuer.subject.dump() == certificate.issuer.dump() and is_signed_by(
            issuer, certificate, certificate["tbs_certificate"]
        ):
            return issuer
    return None


def is_signed_by(issuer: x509.Certificate, signed: Any, body: Any) -> bool:
    """Is a certificate or a list of revoked ones signed by this issuer's key?"""
    if signed["signature_algorithm"]["algorithm"].dotted not in gost.SIGNATURES:
        return False
    return gost.is_signed(
        gost.key_of(issuer), body.dump(), signed["signature" if "tbs_cert_list" in signed else "signature_value"].native
    )


def _require_period(certificate: x509.Certificate, moment: datetime) -> None:
    start, end = period(certificate)
    if moment < start:
        raise Failed(f"сертификат ещё не действовал: он действует с {start:%d.%m.%Y}")
    if moment > end:
        raise Failed(f"срок действия сертификата истёк {end:%d.%m.%Y}")


def _require_understood(certificate: x509.Certificate) -> None:
    """Whoever does not know what a critical extension means must not accept the certificate (RFC 5280, 4.2)."""
    for extension in certificate["tbs_certificate"]["extensions"]:
        name = extension["extn_id"]
        if extension["critical"].native and name.native not in UNDERSTOOD:
            raise Failed(f"в сертификате есть обязательное расширение {name.dotted}, смысла которого проверка не знает")


def _require_signing(certificate: x509.Certificate) -> None:
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & usage.native:
        raise Failed("сертификат выдан не для подписи")


def _require_issuing(certificate: x509.Certificate) -> None:
    usage = certificate.key_usage_value
    if not certificate.ca or (usage is not None and "key_cert_sign" not in usage.native):
        raise Failed("сертификат издателя не даёт права выдавать сертификаты")


def require_not_revoked(
    way: list[x509.Certificate], lists: list[crl.CertificateList], moment: datetime
) -> list[dict[str, str]]:
    """Look into the list of every issuer on the way; returns which lists they were, with their days. Raises Failed, Unknown."""
    looked = []
    for certificate, issuer in pairwise(way):
        body = _list_of(issuer, lists, moment)["tbs_cert_list"]
        for row in body["revoked_certificates"] or []:
            if row["user_certificate"].native == certificate.serial_number:
                _judge_revocation(row["revocation_date"].native, moment)
        looked.append(
            {"issuer": words(issuer.subject), "from": f"{body['this_update'].native:%d.%m.%Y}", "until": _until(body)}
        )
    return looked


def _judge_revocation(day: datetime, moment: datetime) -> None:
    if day <= moment:
        raise Failed(f"сертификат отозван {day:%d.%m.%Y}")
    raise Unknown(f"сертификат отозван {day:%d.%m.%Y}, позже подписи: действительность на её день решает человек")


def _list_of(issuer: x509.Certificate, lists: list[crl.CertificateList], moment: datetime) -> Any:
    """The freshest list of an issuer that still holds. Raises Unknown."""
    own = [
        row
        for row in lists
        if row.issuer.dump() == issuer.subject.dump() and is_signed_by(issuer, row, row["tbs_cert_list"])
    ]
    if not own:
        raise Unknown(f"отзыв не проверен: нет списка отозванных сертификатов (CRL) издателя {words(issuer.subject)}")
    freshest = max(own, key=lambda row: row["tbs_cert_list"]["this_update"].native)
    until = freshest["tbs_cert_list"]["next_update"].native
    if until is not None and until < moment:
        raise Unknown(f"отзыв не проверен: список отозванных сертификатов издателя устарел {until:%d.%m.%Y}")
    return freshest


def _until(body: Any) -> str:
    until = body["next_update"].native
    return f"{until:%d.%m.%Y}" if until else ""


def words(name: x509.Name) -> str:
    """A name of an issuer as people read it: the organisation, or whatever it has."""
    native = name.native
    known = native.get("organization_name") or native.get("common_name") or name.human_friendly
    return str(known)
