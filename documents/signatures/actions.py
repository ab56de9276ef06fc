"""The simple electronic signature of a person, and the refusal to give it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.later import later
from documents import archive
from documents.agreement.models import AgreementAcceptance
from documents.papers.actions import annul, enter, void
from documents.papers.models import Document
from documents.signatures.identity import require_identity
from documents.signatures.kinds import SignatureKind, is_enough
from documents.signatures.kinds import refusal as refusal_of_simple
from documents.signatures.models import Signature, SignatureRequest
from journal.record import move, record

NEEDS_AGREEMENT = (
    "Сначала примите соглашение об использовании простой электронной подписи: без него подпись не имеет силы."
)

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

    63-ФЗ ст. 9 and domain 5.6: only the person themself, after a fresh authentication, what they have seen. Raises archive.Damaged.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=request.document_id)
    require_may_sign(document, request, by, seen_hash)
    require_fresh(authenticated_at)
    if refusal:
        _refuse(document, request, by, refusal)
        return None
    if not is_enough(document, SignatureKind.SIMPLE):
        raise Refused(refusal_of_simple(document))
    acceptance = AgreementAcceptance.of(by)
    if acceptance is None:
        raise Refused(NEEDS_AGREEMENT)
    require_identity(by)
    signature = _put_signature(request, acceptance, by, seen_hash, authenticated_at, address)
    count_in(document, signature)
    return signature


def count_in(document: Document, signature: Signature) -> None:
    """One more signature is there: was it the last that the paper needs?"""
    if document.is_open:
        door.notify_waiters(document)
    elif document.has_all_signatures():
        _complete(document, signature.signed_at)


def _put_signature(
    request: SignatureRequest,
    acceptance: AgreementAcceptance,
    by: Any,
    seen_hash: str,
    authenticated_at: datetime,
    address: str,
) -> Signature:
    """The signature with its evidence in the journal."""
    evidence = {
        "sha256": seen_hash,
        "agreement": acceptance.number,
        "account": by.email,
        "authenticated_at": authenticated_at,
        "address": address,
        "role": request.role,
        "capacity": request.capacity,
    }
    now, title = timezone.now(), f"Подписано: {request.role}, {request.recorded_name}"
    return Signature.objects.create(
        request=request,
        acceptance=acceptance,
        document_hash=seen_hash,
        account=by.email,
        authenticated_at=authenticated_at,
        signed_at=now,
        entry=record(request.document, "sign", title, by=by, payload=evidence),
    )


@transaction.atomic
def ask_to_sign(document: Document, *, person: Any, role: str, capacity: str = "") -> SignatureRequest:
    """Somebody else may sign an open paper; the room that holds it asks them in a step of its own."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not document.is_open or not document.takes_signatures:
        raise Refused("Документ сейчас не открыт для подписания.")
    request, is_new = SignatureRequest.objects.get_or_create(
        document=document, person=person, capacity=capacity, defaults={"name": person.short_name, "role": role}
    )
    if is_new:
        record(document, "ask_to_sign", f"Предложено подписать: {role}, {request.name}")
    elif request.is_signed or request.refused_at:
        raise Refused("Этот человек уже ответил, подпишет ли он документ.")
    return request


@transaction.atomic
def close_signing(document: Document, *, by: Any = None) -> Document:
    """The signatures under an open paper are enough: it enters the register. Returns the paper as it is now."""
    fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not fresh.is_open or not fresh.signature_requests.filter(signature__isnull=False).exists():
        raise Refused("Подписание закрывают под открытым документом, который уже кто-то подписал.")
    _complete(fresh, timezone.now(), by)
    return fresh


def require_fresh(authenticated_at: datetime) -> None:
    """Refuse when the person proved who they are more than five minutes ago (I-21)."""
    if (timezone.now() - authenticated_at).total_seconds() > FRESH_SECONDS:
        raise Refused("Подтверждение личности устарело: введите пароль ещё раз.")


def require_may_sign(document: Document, request: SignatureRequest, by: Any, seen_hash: str) -> None:
    """Refuse whoever is not asked, or not now, or has seen other bytes than those of the paper. Raises archive.Damaged too."""
    if request.person_id != by.pk:
        raise Refused("Подписать документ может только тот, чья подпись требуется.")
    if request.capacity and request.capacity not in by.capacity_keys():
        raise Refused("Ваши полномочия подписывать за организацию прекращены или ещё не подтверждены.")
    if not document.takes_signatures:
        raise Refused("Документ уже не на подписи.")
    if seen_hash != document.sha256:
        raise Refused("Подписываемый документ не совпадает с показанным. Обновите страницу и прочитайте его ещё раз.")
    archive.read(seen_hash, "pdf")  # the bytes themselves, not the row that speaks of them
    require_turn(document, request)


def require_turn(document: Document, request: SignatureRequest) -> None:
    """Refuse whoever comes before those who sign first."""
    earlier = document.signature_requests.filter(turn__lt=request.turn, signature=None, refused_at=None)
    if earlier.exists():
        raise Refused("Сначала документ подписывают те, чья очередь раньше.")


def _complete(document: Document, now: datetime, by: Any = None) -> None:
    count = document.signature_requests.filter(signature__isnull=False).count()
    is_by_all = document.signatures_needed is None and not document.is_open
    title = "Документ подписан всеми" if is_by_all else f"Подписей достаточно: {count}"
    move(document.complete_signing, title, by=by, at=now)
    enter(document)
    later("documents.tasks.stamp", lock=f"document:{document.pk}", document_id=document.pk)
    door.notify_waiters(document)


def _refuse(document: Document, request: SignatureRequest, by: Any, reason: str) -> None:
    request.refused_at, request.refusal = timezone.now(), reason
    request.save(update_fields=["refused_at", "refusal"])
    record(document, "refuse", f"Отказ подписать: {request.role}, {request.recorded_name}", by=by, ground=reason)
    if document.is_open or _may_still_be_signed(document):
        door.notify_waiters(document)
    else:
        void(document, f"Отказ подписать ({request.role}): {reason}", by)


def _may_still_be_signed(document: Document) -> bool:
    """Are there still as many who have not refused as must sign?"""
    willing = document.signature_requests.filter(refused_at=None).count()
    return document.signatures_needed is not None and willing >= document.signatures_needed


def replace_signatory(request: SignatureRequest, *, by: Any, ground: str, person: Any = None) -> None:
    """A signatory who cannot sign any more: the frozen paper names them, so its number is void and whoever waits draws it up again.

    Whoever has signed an open paper is not touched; there another signatory is asked by `ask_to_sign`.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=request.document_id)
    if document.status != Document.Status.SIGNING or request.is_signed or request.refused_at:
        raise Refused("Этот подписант уже ответил: заменять его не нужно.")
    if document.is_open:
        raise Refused("Открытый документ подписывают и без этого человека: номер не аннулируется.")
    annul(document, reason=f"Подписант не может подписать ({request.role}): {ground}", by=by)


def lapse_signing(request: SignatureRequest) -> None:
    """The hard term for signatures has passed (NG-22): the paper is annulled, once for all who had not signed."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=request.document_id)
    if document.status == Document.Status.SIGNING:
        void(document, "Документ не подписан в срок", None)
