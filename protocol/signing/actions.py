"""The signature itself: the very same bytes for everybody, checked by the system before it counts (KS-06, KS-07)."""

from datetime import datetime

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.later import later
from casework.notify import notify
from documents import archive
from documents.custody import actions as custody
from documents.models import Document, Signature, SignatureRequest
from documents.post import actions as post
from documents.signatures import actions as signatures
from journal.record import move, record
from programme.models import PaperPerson, Person
from protocol.answers.actions import decline
from protocol.editions.models import ProtocolEdition
from protocol.roles import CUSTODIAN
from protocol.signatories import papers as signatories_papers
from protocol.signatories.actions import is_on_paper, require_open
from protocol.signatories.models import Signatory
from protocol.signing.models import SignatureCheck


def sign_edition(
    signatory: Signatory,
    *,
    by: Person,
    seen_hash: str,
    authenticated_at: datetime,
    refusal: str = "",
    address: str = "",
) -> None:
    """KS-06: sign the common text; the mandate is checked at this moment. With a `refusal`: KS-10."""
    if refusal:
        decline(signatory, by, refusal)
        return
    by.forget_capacities()
    document = require_open(signatory.edition).document
    assert document is not None, "an edition open for signature is on paper"
    if not document.is_ready:
        raise Refused("Файл редакции ещё формируется. Подождите минуту и откройте задачу снова.")
    position = _position(signatory, by)
    role = f"{position}, {signatory.organization.short_name}"
    earlier = _earlier(document, signatory, by)
    if earlier is None:
        request = signatures.ask_to_sign(document, person=by, role=role[:200], capacity=signatory.signer_key)
        signature = signatures.sign(
            request, by=by, seen_hash=seen_hash, authenticated_at=authenticated_at, address=address
        )
    else:
        signature = _renewed(signatory, earlier, by, seen_hash)
    title, now = "Редакция подписана, подпись проверяется", timezone.now()
    move(signatory.sign, title, by=by, signature=signature, position=position, at=now)
    later("protocol.tasks.check_signature", signatory_id=signatory.pk)


def ask_otherwise(signatory: Signatory, *, by: Person) -> SignatureRequest:
    """The signer signs the very same bytes at home with a certificate, or by hand on the printed paper: the file or the scan comes later."""
    by.forget_capacities()
    document = require_open(signatory.edition).document
    assert document is not None, "an edition open for signature is on paper"
    if signatory.status != Signatory.Status.READY:
        raise Refused("Подписать редакцию сейчас нельзя: сначала ответьте, готовы ли вы.")
    role = f"{_position(signatory, by)}, {signatory.organization.short_name}"
    return signatures.ask_to_sign(document, person=by, role=role[:200], capacity=signatory.signer_key)


def name_signer(signatory: Signatory, *, by: Person, person: PaperPerson, position: str) -> SignatureRequest:
    """The office names who has signed the printed text for an organisation nobody stands for here; then it enters the scan. Raises Refused."""
    document = require_open(signatory.edition).document
    assert document is not None, "an edition open for signature is on paper"
    if signatory.status != Signatory.Status.READY or not is_on_paper(signatory.organization):
        raise Refused(
            "На бумаге редакцию подписывает организация, за которую на сайте никто не действует, когда она ответила, что готова."
        )
    role = f"{position.strip()}, {signatory.organization.short_name}"
    request = signatures.ask_to_sign(document, person=person.person, role=role[:200], capacity=signatory.signer_key)
    record(signatory, "name_signer", f"На бумаге подписывает: {role}, {person.person.short_name}", by=by)
    return request


def signed_otherwise(signatory: Signatory) -> Signature | None:
    """A signature for the organisation that came with a certificate or on paper and has not been looked at here yet."""
    rows = Signature.objects.filter(request__document=signatory.document, request__capacity=signatory.signer_key)
    known = signatory.checks.values("signature")
    return rows.exclude(kind=Signature.Kind.SIMPLE).exclude(pk__in=known).select_related("request").first()


def take_signature(signatory: Signatory) -> None:
    """KS-06: the signature that came otherwise is the organisation's from now on, and is checked as every other."""
    signature = signed_otherwise(signatory) if signatory.status == Signatory.Status.READY else None
    if signature is None:
        return
    position = signature.request.role.removesuffix(f", {signatory.organization.short_name}")
    title = f"Редакция подписана, подпись проверяется: {signature.get_kind_display()}"
    by = signature.request.person
    move(signatory.sign, title, by=by, signature=signature, position=position, at=timezone.now())
    later("protocol.tasks.check_signature", signatory_id=signatory.pk)


def _position(signatory: Signatory, by: Person) -> str:
    membership = signatory.organization.memberships.mandated().filter(person=by).first()
    if membership is None:
        raise Refused("Ваши полномочия подписывать за организацию прекращены или ещё не подтверждены.")
    return str(membership.position)


def _earlier(document: Document, signatory: Signatory, by: Person) -> Signature | None:
    """The person's signature for this organisation under these bytes, given before a failed check or a withdrawal."""
    request = SignatureRequest.objects.filter(document=document, person=by, capacity=signatory.signer_key).first()
    return request.signature if request and request.is_signed else None


def _renewed(signatory: Signatory, earlier: Signature, by: Person, seen_hash: str) -> Signature:
    """A person signs a file once: the earlier signature is confirmed by a record in the journal."""
    if seen_hash != earlier.document_hash:
        raise Refused("Подписываемый документ не совпадает с показанным. Обновите страницу и прочитайте его ещё раз.")
    record(signatory, "renew_signature", "Прежняя подпись под этим файлом подтверждена", by=by)
    return earlier


def check_signature(signatory: Signatory) -> SignatureCheck | None:
    """KS-07: compare the stored bytes, the mandate and the account; once a signature that waits for it. By the worker."""
    signature = signatory.signature
    if signatory.status != Signatory.Status.SIGNED_UNVERIFIED or signature is None or is_checked(signatory):
        return None
    person, document = signature.request.person, signatory.document
    assert document is not None, "what has been signed is on paper"
    is_intact = archive.is_intact(archive.path_of(document.sha256, "pdf"), document.sha256)
    if not is_intact:
        custody.note_damage(document.sha256)
    mandate = Person.objects.holding(signatory.signer_key).filter(pk=person.pk)
    # Whoever has no account signs by hand: two people of the office have seen the mandate with the signed paper.
    is_by_hand = signature.kind == Signature.Kind.PAPER and PaperPerson.objects.filter(person=person).exists()
    check = SignatureCheck.objects.create(
        signatory=signatory,
        signature=signature,
        hash_agrees=is_intact and signature.document_hash == document.sha256,
        mandate_holds=is_by_hand or mandate.exists(),
        account_agrees=is_by_hand
        or (person.is_active and (signature.kind != Signature.Kind.SIMPLE or signature.account == person.email)),
        checked_at=timezone.now(),
    )
    record(signatory, "check_signature", str(check), ground="; ".join(check.faults))
    door.notify_waiters(signatory)
    return check


def is_checked(signatory: Signatory) -> bool:
    """Has the system looked at the signature that waits for it?"""
    since = signatory.submitted_at
    return signatory.checks.filter(signature=signatory.signature_id, checked_at__gte=since).exists()


def settle_signature(signatory: Signatory) -> None:
    """KS-07: the signature counts from now on, or the organisation may sign again."""
    edition = ProtocolEdition.objects.select_for_update(of=("self",), no_key=True).get(pk=signatory.edition_id)
    check = signatory.checks.first()
    assert check is not None, "the flow waits for a check"
    if not check.is_valid:
        reason = "; ".join(check.faults)
        move(signatory.fail_verification, "Подпись не подтверждена", ground=reason)
        event, title = f"signatory:{signatory.pk}:check:{check.pk}", "Подпись под Протоколом недействительна"
        notify(signatory.member_key, event, title, reason.capitalize(), signatory.get_absolute_url())
        return
    move(signatory.verify, "Подпись проверена и принята", at=timezone.now())
    if edition.status == ProtocolEdition.Status.IN_FORCE:
        signatory.certificate = signatories_papers.certificate(signatory)
        signatory.save()
        post.owe(signatory.certificate, signatory.member_key)
    notify(
        signatory.member_key,
        f"signatory:{signatory.pk}:signed",
        "Вы стали подписантом Красноярского протокола",
        str(edition),
        signatory.get_absolute_url(),
    )
    notify(
        CUSTODIAN,
        f"signatory:{signatory.pk}:counted",
        f"Протокол подписан: {signatory.organization.short_name}",
        str(edition),
        signatory.get_absolute_url(),
    )
    door.notify_waiters(edition)
