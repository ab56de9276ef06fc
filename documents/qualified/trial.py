"""A certification centre for trials: keys are made on the spot, nothing of them is kept with the code. Every name says «ТЕСТ» (domain 5.6).

Without OpenSSL, so that trials need nothing of the machine; what it makes OpenSSL reads as well.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import gostcrypto
from asn1crypto import algos, cms, core, crl, tsp, x509
from django.utils import timezone

from documents.qualified import certificates, gost
from documents.qualified.own_check import SET, SHA256

XCH_A = "1.2.643.2.2.36.0"  # what CryptoPro usually makes
DATA, TST_INFO = "1.2.840.113549.1.7.1", "1.2.840.113549.1.9.16.1.4"
_SHORT = {"cn": "2.5.4.3", "sn": "2.5.4.4", "gn": "2.5.4.42", "o": "2.5.4.10", "inn": certificates.INN,
          "inn_of_firm": certificates.INN_OF_FIRM, "ogrn": certificates.OGRN, "snils": certificates.SNILS}  # fmt: skip
_NUMERIC = {"inn", "inn_of_firm", "ogrn", "snils"}


class _Tbs(core.Sequence):
    _fields = [
        ("version", core.Integer, {"explicit": 0}), ("serial", core.Integer), ("algorithm", algos.SignedDigestAlgorithm), ("issuer", x509.Name),
        ("validity", x509.Validity), ("subject", x509.Name), ("key", gost.PublicKeyInfo), ("extensions", x509.Extensions, {"explicit": 3}),
    ]  # fmt: skip


class _Certificate(core.Sequence):
    _fields = [("tbs", _Tbs), ("algorithm", algos.SignedDigestAlgorithm), ("signature", core.OctetBitString)]


def name_of(**parts: str) -> x509.Name:
    """A name: `cn`, `sn`, `gn`, `o`, `inn`, `inn_of_firm`, `ogrn`, `snils`."""
    rows = []
    for short, text in parts.items():
        kind = core.NumericString if short in _NUMERIC else core.UTF8String
        value: Any = kind(text) if short in _NUMERIC else x509.DirectoryString(name="utf8_string", value=text)
        rows.append(x509.RelativeDistinguishedName([x509.NameTypeAndValue({"type": _SHORT[short], "value": value})]))
    return x509.Name(name="", value=x509.RDNSequence(rows))


@dataclass(frozen=True)
class Key:
    """A ГОСТ key of a curve by its identifier."""

    curve: str
    number: int

    @classmethod
    def new(cls, curve: str = XCH_A) -> "Key":
        """A fresh one."""
        return cls(curve, secrets.randbelow(2**250) + 2**200)

    @property
    def bits(self) -> int:
        """256 or 512."""
        return gost.length_of(self.curve)

    def _machine(self) -> Any:
        mode = gostcrypto.gostsignature.MODE_256 if self.bits == 256 else gostcrypto.gostsignature.MODE_512
        return gostcrypto.gostsignature.new(
            mode, gostcrypto.gostsignature.CURVES_R_1323565_1_024_2019[gost.CURVES[self.curve]]
        )

    @property
    def digest(self) -> str:
        """The identifier of the digest that belongs to it."""
        return next(oid for oid, name in gost.DIGESTS.items() if name == f"streebog{self.bits}")

    @property
    def algorithm(self) -> str:
        """How its signatures name themselves."""
        return "1.2.643.7.1.1.3.2" if self.bits == 256 else "1.2.643.7.1.1.3.3"

    def public(self) -> gost.PublicKeyInfo:
        """The public half."""
        size = self.bits // 8
        point = bytes(self._machine().public_key_generate(bytearray(self.number.to_bytes(size, "big"))))
        numbers = core.OctetString(point[:size][::-1] + point[size:][::-1])
        oid = next(oid for oid, bits in gost.KEYS.items() if bits == self.bits)
        parameters: dict[str, Any] = {"curve": self.curve, "digest": self.digest}
        return gost.PublicKeyInfo(
            {"algorithm": {"algorithm": oid, "parameters": parameters}, "public_key": numbers.dump()}
        )

    def sign(self, content: bytes) -> bytes:
        """The value of a signature as CMS and X.509 write it."""
        size = self.bits // 8
        mark = bytearray(gost.digest(content, self.digest)[::-1])
        value = bytes(self._machine().sign(bytearray(self.number.to_bytes(size, "big")), mark))
        return value[size:] + value[:size]


@dataclass(frozen=True)
class Holder:
    """A key with its certificate."""

    key: Key
    certificate: x509.Certificate

    def sign(
        self, content: bytes, *, with_attributes: bool = True, with_certificate: bool = True, attached: bool = False, names_other: bool = False,
        kind: str = DATA, stamp: "Holder | None" = None, stamped_at: datetime | None = None,
    ) -> bytes:  # fmt: skip
        """A CAdES-BES signature (DER); the switches make what must not be accepted. `stamp`: whoever puts a time stamp on it."""
        attributes = self._attributes(content, kind, names_other)
        signed = SET + attributes.dump()[1:] if with_attributes else content
        value = self.key.sign(signed)
        signer: dict[str, Any] = {
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": self.certificate.issuer, "serial_number": self.certificate.serial_number}},
            "digest_algorithm": {"algorithm": self.key.digest}, "signature_algorithm": {"algorithm": self.key.algorithm}, "signature": value,
        }  # fmt: skip
        if with_attributes:
            signer["signed_attrs"] = attributes
        if stamp:
            token = cms.ContentInfo.load(stamp.stamp(value, stamped_at or timezone.now()))
            signer["unsigned_attrs"] = cms.CMSAttributes([{"type": "signature_time_stamp_token", "values": [token]}])
        inside: dict[str, Any] = {"content_type": kind}
        if attached or kind != DATA:
            inside["content"] = content if kind == DATA else core.ParsableOctetString(content)
        body: dict[str, Any] = {
            "version": "v1" if kind == DATA else "v3",
            "digest_algorithms": [{"algorithm": self.key.digest}],
            "encap_content_info": inside,
            "signer_infos": [signer],
        }
        if with_certificate:
            body["certificates"] = [cms.CertificateChoices(name="certificate", value=self.certificate)]
        return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(body)}).dump())

    def _attributes(self, content: bytes, kind: str, names_other: bool) -> cms.CMSAttributes:
        named = hashlib.sha256(b"" if names_other else self.certificate.dump()).digest()
        return cms.CMSAttributes(
            [
                {"type": "content_type", "values": [kind]},
                {"type": "message_digest", "values": [gost.digest(content, self.key.digest)]},
                {
                    "type": "signing_certificate_v2",
                    "values": [{"certs": [{"hash_algorithm": {"algorithm": SHA256}, "cert_hash": named}]}],
                },
            ]
        )

    def stamp(self, signature: bytes, moment: datetime) -> bytes:
        """A time stamp (RFC 3161) over SHA-256 of the value of a signature."""
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(signature).digest()}
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.643.2.2.38.4",
                "message_imprint": imprint,
                "serial_number": secrets.randbits(60),
                "gen_time": moment.astimezone(UTC).replace(microsecond=0),
            }
        )
        return self.sign(info.dump(), kind=TST_INFO)


@dataclass
class Centre:
    """A certification centre; `revoked` are the numbers it has taken back, with the day."""

    holder: Holder
    revoked: dict[int, datetime] = field(default_factory=dict)

    @classmethod
    def new(cls, title: str = "Удостоверяющий центр ТЕСТ", since: datetime | None = None) -> "Centre":
        """A root of its own."""
        key, name = Key.new(), name_of(cn=title, o=title)
        return cls(
            Holder(
                key, _issue(key, key, name, name, since or timezone.now() - timedelta(days=1500), 5000, is_centre=True)
            )
        )

    def issue(
        self,
        *,
        curve: str = XCH_A,
        since: datetime | None = None,
        days: int = 450,
        policies: Sequence[str] = certificates.CLASSES[:1],
        stamps: bool = False,
        unknown: str = "",
        **name: str,
    ) -> Holder:
        """Somebody's key and certificate; `stamps`: of a service of time stamps; `unknown`: a critical extension nobody knows."""
        key = Key.new(curve)
        start = since or timezone.now() - timedelta(days=30)
        mine = self.holder
        return Holder(
            key,
            _issue(
                key,
                mine.key,
                name_of(**name),
                mine.certificate.subject,
                start,
                days,
                policies=policies,
                stamps=stamps,
                unknown=unknown,
            ),
        )

    def revoke(self, holder: Holder, day: datetime | None = None) -> None:
        """Take a certificate back."""
        self.revoked[holder.certificate.serial_number] = day or timezone.now() - timedelta(days=1)

    def revocations(self, since: datetime | None = None, days: int = 30) -> bytes:
        """The list of what has been taken back (DER)."""
        start = (since or timezone.now() - timedelta(hours=1)).astimezone(UTC).replace(microsecond=0)
        key, algorithm = self.holder.key, {"algorithm": self.holder.key.algorithm}
        body: dict[str, Any] = {
            "version": "v2", "signature": algorithm, "issuer": self.holder.certificate.subject, "this_update": x509.Time({"utc_time": start}),
            "next_update": x509.Time({"utc_time": start + timedelta(days=days)}),
        }  # fmt: skip
        if self.revoked:
            body["revoked_certificates"] = [
                {
                    "user_certificate": number,
                    "revocation_date": x509.Time({"utc_time": day.astimezone(UTC).replace(microsecond=0)}),
                }
                for number, day in self.revoked.items()
            ]
        tbs = crl.TbsCertList(body)
        return bytes(
            crl.CertificateList(
                {"tbs_cert_list": tbs, "signature_algorithm": algorithm, "signature": key.sign(tbs.dump())}
            ).dump()
        )


def _issue(
    key: Key, by: Key, name: x509.Name, issuer: x509.Name, since: datetime, days: int, *, is_centre: bool = False,
    policies: Sequence[str] = (), stamps: bool = False, unknown: str = "",
) -> x509.Certificate:  # fmt: skip
    start = since.astimezone(UTC).replace(microsecond=0)
    usage = {"key_cert_sign", "crl_sign"} if is_centre else {"digital_signature", "non_repudiation"}
    extensions: list[dict[str, Any]] = [
        {"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": is_centre}},
        {"extn_id": "key_usage", "critical": True, "extn_value": usage},
    ]
    if policies:
        rows = [{"policy_identifier": oid} for oid in policies]
        extensions.append({"extn_id": "certificate_policies", "critical": False, "extn_value": rows})
    if stamps:
        extensions.append({"extn_id": "extended_key_usage", "critical": True, "extn_value": ["time_stamping"]})
    if unknown:
        extensions.append(
            {"extn_id": unknown, "critical": True, "extn_value": core.ParsableOctetString(core.Null().dump())}
        )
    algorithm = {"algorithm": by.algorithm}
    end = start + timedelta(days=days)
    times = {"not_before": x509.Time({"utc_time": start}), "not_after": x509.Time({"utc_time": end})}
    tbs = _Tbs(
        {
            "version": 2, "serial": secrets.randbits(120) | 1 << 119, "algorithm": algorithm, "issuer": issuer, "validity": times,
            "subject": name, "key": key.public(), "extensions": extensions,
        }
    )  # fmt: skip
    return x509.Certificate.load(
        _Certificate({"tbs": tbs, "algorithm": algorithm, "signature": by.sign(tbs.dump())}).dump()
    )
