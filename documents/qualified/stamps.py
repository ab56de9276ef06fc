"""The time stamp on a signature (RFC 3161 over SHA-256 of its value): a moment that the signatory could not choose."""

import hashlib
from datetime import datetime

from asn1crypto import tsp, x509

from documents.qualified import certificates, own_check
from documents.qualified.container import Container, read
from documents.qualified.trust import Store
from documents.qualified.verdict import Failed, Unknown


def moment_of(container: Container, store: Store, received: datetime) -> tuple[datetime, str]:
    """The moment for which the signature is checked, and whose it is (Russian): that of a stamp that holds, else of the arrival."""
    token = container.unsigned("signature_time_stamp_token")
    if token is None:
        return received, "время поступления файла: метки времени в подписи нет"
    try:
        return _looked_at(token.dump(), container.signer["signature"].native, store, received)
    except (Failed, Unknown, ValueError, TypeError, KeyError) as fault:
        return received, f"время поступления файла: метка времени не принята ({fault})"


def _looked_at(token: bytes, signature: bytes, store: Store, received: datetime) -> tuple[datetime, str]:
    stamp = read(token)
    inside = stamp.attached
    if inside is None or stamp.signed["encap_content_info"]["content_type"].native != "tst_info":
        raise Failed("это не метка времени")
    info = tsp.TSTInfo.load(inside)
    imprint, moment = info["message_imprint"], info["gen_time"].native
    if (
        imprint["hash_algorithm"]["algorithm"].native != "sha256"
        or imprint["hashed_message"].native != hashlib.sha256(signature).digest()
    ):
        raise Failed("она поставлена не на эту подпись")
    if moment > received:
        raise Failed("её время позже поступления файла")
    leaf = own_check.certificate_of(stamp)
    _require_service(leaf)
    own_check.look(stamp, inside, store, moment)
    return moment, f"метка времени: {certificates.words(leaf.subject)}"


def _require_service(leaf: x509.Certificate) -> None:
    usage = leaf.extended_key_usage_value
    if usage is None or usage.native != ["time_stamping"]:
        raise Failed("её поставила не служба меток времени")
