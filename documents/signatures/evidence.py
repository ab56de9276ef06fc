"""What can be said of a stored signature, computed from what is stored: never a constant sentence."""

from documents.signatures.models import Signature
from documents.snapshots import sha256
from journal.record import key


class Unproved(Exception):
    """The evidence of a signature does not hold together; the text says what is wrong (for the log and the office)."""


def verify(signature: Signature, original: bytes) -> str:
    """The result of the check in words for the signature sheet (Russian). Raises Unproved.

    Compared are the bytes of the original with the hash that was signed; the journal entry with the paper and hash; and the evidence of
    the kind: the acceptance of the agreement, the check with its protocol, the scan that two people have seen.
    """
    request, entry = signature.request, signature.entry
    payload = entry.payload or {}
    faults = {
        "хеш подлинника не совпадает с подписанным": sha256(original) != signature.document_hash,
        "запись журнала о другом документе": entry.subject != key(request.document),
        "в записи журнала другой хеш": payload.get("sha256") != signature.document_hash,
        "вид подписи не подходит к её основаниям": signature.kind not in _OF_KIND,
    }
    words, more = _OF_KIND.get(signature.kind, _of_nothing)(signature)
    if broken := [fault for fault, is_true in {**faults, **more}.items() if is_true]:
        raise Unproved(f"подпись {signature.pk}: {'; '.join(broken)}")
    return words


def _of_simple(signature: Signature) -> tuple[str, dict[str, bool]]:
    request, acceptance = signature.request, signature.acceptance
    assert acceptance and signature.authenticated_at, "the database asks for both"
    return "хеш подлинника, запись журнала, учётная запись и соглашение сверены: расхождений нет", {
        "запись журнала сделана другим лицом": signature.entry.actor_id != request.person_id,
        "соглашение о подписи принято другим лицом": acceptance.person_id != request.person_id,
        "соглашение о подписи принято позже подписи": acceptance.accepted_at > signature.signed_at,
        "личность подтверждена позже подписи": signature.authenticated_at > signature.signed_at,
    }


def _of_certificate(signature: Signature) -> tuple[str, dict[str, bool]]:
    proof = signature.proof
    assert proof, "the database asks for it"
    return f"действительна — так решили оба средства проверки; протокол № {proof.paper.number}", {
        "запись журнала сделана другим лицом": signature.entry.actor_id != signature.request.person_id,
        "проверка о другой подписи": proof.upload.request_id != signature.request_id,
        "проверен другой файл": proof.upload.document_hash != signature.document_hash,
        "проверка не дала «действительна»": proof.result != "passed" or proof.is_contradictory,
    }


def _of_paper(signature: Signature) -> tuple[str, dict[str, bool]]:
    scan = signature.scan
    assert scan, "the database asks for it"
    return "подписано на бумаге: скан внёс один сотрудник канцелярии, сверил другой", {
        "скан о другой подписи": scan.request_id != signature.request_id,
        "скан другого документа": scan.document_hash != signature.document_hash,
        "скан сверил тот, кто его внёс": signature.entry.actor_id in (None, scan.entered_by_id),
    }


def _of_nothing(signature: Signature) -> tuple[str, dict[str, bool]]:
    return "", {}


_OF_KIND = {"simple": _of_simple, "unqualified": _of_certificate, "qualified": _of_certificate, "paper": _of_paper}
