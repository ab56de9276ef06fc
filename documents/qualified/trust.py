"""Whom the city trusts: certificates of certification centres and their lists of revoked ones, files that the administrator puts into a folder.

`<KEYS_DIR>/trust/roots/` holds the trusted certificates, `…/between/` those that lie between them and people, `…/crl/` the lists.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import crl, pem, x509
from django.conf import settings

from documents.qualified import certificates

TEST = "ТЕСТ"


@dataclass(frozen=True)
class Store:
    """What was in the folder when it was read."""

    roots: tuple[x509.Certificate, ...] = ()
    between: tuple[x509.Certificate, ...] = ()
    lists: tuple[crl.CertificateList, ...] = ()


def folder() -> Path:
    """Where the administrator puts the files."""
    return Path(settings.KEYS_DIR) / "trust"


def store() -> Store:
    """The folder as it is now. Centres that call themselves «ТЕСТ» count only where nothing is signed in earnest (domain 5.6)."""
    home = folder()
    roots = [
        row for row in _read(home / "roots", x509.Certificate) if settings.DEBUG or settings.DEMO or not is_test(row)
    ]
    return Store(
        tuple(roots), tuple(_read(home / "between", x509.Certificate)), tuple(_read(home / "crl", crl.CertificateList))
    )


def is_test(certificate: x509.Certificate) -> bool:
    """Does it say of itself that it is for trials only?"""
    return TEST in " ".join(str(value) for value in certificate.subject.native.values()).upper()


def _read(place: Path, kind: Any) -> list[Any]:
    """Every file that is what it must be; others are passed over: a folder of the administrator must not stop the work."""
    rows = []
    for path in sorted(place.glob("*")) if place.is_dir() else []:
        content = path.read_bytes()
        try:
            pieces = (
                [piece for _, _, piece in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
            )
            for piece in pieces:
                row = kind.load(piece, strict=True)
                rows.append(row)
        except ValueError:
            continue
    return rows


@dataclass(frozen=True)
class Centre:
    """A trusted centre, for the page that tells whom we trust."""

    name: str
    fingerprint: str
    valid_to: datetime
    list_from: datetime | None
    list_until: datetime | None


def centres() -> list[Centre]:
    """Every centre with the days of its list of revoked certificates."""
    known = store()
    rows = []
    for centre in (*known.roots, *known.between):
        own = [row["tbs_cert_list"] for row in known.lists if row.issuer.dump() == centre.subject.dump()]
        last = max(own, key=lambda body: body["this_update"].native, default=None)
        rows.append(
            Centre(
                certificates.words(centre.subject), centre.sha256.hex(), centre.not_valid_after,
                last["this_update"].native if last else None, last["next_update"].native if last else None,
            )
        )  # fmt: skip
    return rows
