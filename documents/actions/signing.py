"""The simple electronic signature of a person, and the refusal to give it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from casework import door
from casework.door import Refused
from documents.actions.keeping import enter, void
from documents.models import Document, Signature, SignatureRequest
from journal.record import move, record

FRESH_SECONDS = 300  # a signature needs an authentication not older than five minutes (I-21)


def sign(
    request: SignatureRequest,
    *,
    by: Any,
    seen_hash: str,
    authenticated_at: datetime,
    refusal: str = "",
    address: str = "",
) -> Signature | None:
    """Sign with a simple electronic signature, or refuse with a reason: then the paper is annulled, None comes back.

    63-ФЗ ст. 9 and domain 5.6: only the person themself, after a fresh authentication, what they have seen.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=request.document_id)
    _check_may_sign(document, request, by, seen_hash, authenticated_at)
    if refusal:
        _refuse(document, request, by, refusal)
        return None
    now = timezone.now()
    evidence = {
        "sha256": seen_hash,
        "account": by.email,
        "authenticated_at": authenticated_at,
        "address": address,
        "role": request.role,
    }
    entry = record(document, "sign", f"Подписано: {request.role}, {request.name}", by=by, payload=evidence)
    signature = Signature.objects.create(
        request=request,
        document_hash=seen_hash,
        account=by.email,
        authenticated_at=authenticated_at,
        signed_at=now,
        entry=entry,
    )
    if document.has_all_signatures():
        _complete(document, now)
    return signature


def _check_may_sign(
    document: Document, request: SignatureRequest, by: Any, seen_hash: str, authenticated_at: datetime
) -> None:
    if request.person_id != by.pk:
        raise Refused("Подписать документ может только тот, чья подпись требуется.")
    if document.status != Document.Status.SIGNING:
        raise Refused("Документ уже не на подписи.")
    if seen_hash != document.sha256:
        raise Refused("Подписываемый документ не совпадает с показанным. Обновите страницу и прочитайте его ещё раз.")
    if (timezone.now() - authenticated_at).total_seconds() > FRESH_SECONDS:
        raise Refused("Подтверждение личности устарело: введите пароль ещё раз.")
    earlier = document.signature_requests.filter(turn__lt=request.turn, signature=None)
    if earlier.exists():
        raise Refused("Сначала документ подписывают те, чья очередь раньше.")


def _complete(document: Document, now: datetime) -> None:
    from documents.tasks import stamp  # the worker's module imports this one

    move(document.complete_signing, "Документ подписан всеми", at=now)
    enter(document)
    stamp.configure(lock=f"document:{document.pk}").defer(document_id=document.pk)
    door.wake(document)


def _refuse(document: Document, request: SignatureRequest, by: Any, reason: str) -> None:
    request.refused_at, request.refusal = timezone.now(), reason
    request.save(update_fields=["refused_at", "refusal"])
    record(document, "refuse", f"Отказ подписать: {request.role}, {request.name}", by=by, ground=reason)
    void(document, f"Отказ подписать ({request.role}): {reason}", by)


def lapse_signing(request: SignatureRequest) -> None:
    """The hard term for signatures has passed (NG-22): the paper is annulled, once for all who had not signed."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=request.document_id)
    if document.status == Document.Status.SIGNING:
        void(document, "Документ не подписан в срок", None)
