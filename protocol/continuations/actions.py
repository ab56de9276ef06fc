"""A new edition opens: whoever it does not touch is told of it and goes on, unless they object (3.4)."""

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from journal.record import record
from programme.models import Person
from protocol.continuations import papers, touching
from protocol.continuations.models import Continuation
from protocol.editions.models import ProtocolEdition
from protocol.roles import CUSTODIAN
from protocol.signatories.actions import OPEN, ask_again, staying


def carry_on(edition: ProtocolEdition) -> list[Continuation]:
    """Tell everybody whom the edition does not touch. When it touches nobody, all are asked: an edition needs signatures of its own."""
    bound = list(staying())
    untouched = [signatory for signatory in bound if not touching.reasons(signatory, edition)]
    if len(untouched) == len(bound):
        return []
    return [_tell(Continuation(signatory=signatory, edition=edition)) for signatory in untouched]


def _tell(continuation: Continuation) -> Continuation:
    signatory, edition = continuation.signatory, continuation.edition
    continuation.informed_at = timezone.now()
    continuation.save()
    continuation.notice = papers.notice(continuation)
    continuation.save(update_fields=["notice"])
    record(signatory, "inform", f"Извещён: редакция № {edition.number} не задевает подписанта")
    door.open_case(continuation)
    return continuation


def answer_notice(continuation: Continuation, *, by: Person, answer: str, objection: str = "") -> None:
    """The organisation goes on, or objects: then it is asked as everybody whom the edition touches."""
    signatory, edition = continuation.signatory, continuation.edition
    if signatory.signer_key not in by.capacity_keys():
        raise Refused("Отвечает за организацию её руководитель или лицо с доверенностью, чьи полномочия подтверждены.")
    if answer == "go_on":
        go_on(continuation, by=by)
        return
    continuation.objected_at, continuation.objected_by, continuation.objection = timezone.now(), by, objection
    continuation.save(update_fields=["objected_at", "objected_by", "objection"])
    record(signatory, "object", f"Возразил: редакция № {edition.number} его задевает", by=by, ground=objection)
    ask_again(signatory, edition)
    title = f"Возражение подписанта: {signatory.organization.short_name}"
    notify(CUSTODIAN, f"continuation:{continuation.pk}:objected", title, objection, signatory.get_absolute_url())


def go_on(continuation: Continuation, *, by: Person | None = None) -> None:
    """The term to object has passed, or the organisation has said so itself: it takes part by the new edition too."""
    signatory, edition = continuation.signatory, continuation.edition
    if edition.status not in OPEN or not signatory.is_participating:
        record(
            signatory,
            "stay_out",
            f"Участие под редакцией № {edition.number} не продолжено: участие или редакция прекращены",
        )
        return
    continuation.settled_at = timezone.now()
    continuation.save(update_fields=["settled_at"])
    title = f"Участие продолжено под редакцией № {edition.number}"
    record(signatory, "go_on", title, by=by, ground="" if by else "возражений в срок не было")
    text = "Ваша подпись под прежней редакцией действует и дальше."
    notify(signatory.member_key, f"continuation:{continuation.pk}", title, text, signatory.get_absolute_url())
    door.notify_waiters(edition)
