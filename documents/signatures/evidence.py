"""What can be said of a stored signature, computed from what is stored: never a constant sentence."""

from documents.signatures.models import Signature
from documents.snapshots import sha256
from journal.record import key


class Unproved(Exception):
    """The evidence of a signature does not hold together; the text says what is wrong (for the log and the office)."""


def verify(signature: Signature, original: bytes) -> str:
    """The result of the check in words for the signature sheet (Russian). Raises Unproved.

    Compared are the bytes of the original with the hash that was signed; the journal entry with its signatory, paper and hash; the
    acceptance of the agreement with the signatory and the moment.
    """
    request, entry, acceptance = signature.request, signature.entry, signature.acceptance
    payload = entry.payload or {}
    faults = {
        "хеш подлинника не совпадает с подписанным": sha256(original) != signature.document_hash,
        "запись журнала сделана другим лицом": entry.actor_id != request.person_id,
        "запись журнала о другом документе": entry.subject != key(request.document),
        "в записи журнала другой хеш": payload.get("sha256") != signature.document_hash,
        "соглашение о подписи принято другим лицом": acceptance.person_id != request.person_id,
        "соглашение о подписи принято позже подписи": acceptance.accepted_at > signature.signed_at,
        "личность подтверждена позже подписи": signature.authenticated_at > signature.signed_at,
    }
    if broken := [fault for fault, is_true in faults.items() if is_true]:
        raise Unproved(f"подпись {signature.pk}: {'; '.join(broken)}")
    return "хеш подлинника, запись журнала, учётная запись и соглашение сверены: расхождений нет"
