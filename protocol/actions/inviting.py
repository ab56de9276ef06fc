"""Coming to the Protocol: invited by the custodian, by an application of one's own, or as an old signatory of a new edition (KS-01)."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from journal.record import move, record
from programme.models import Organization, Person
from protocol import changes, sheets
from protocol.models import Departure, ProtocolEdition, Reservation, Signatory

Status, Way = Signatory.Status, Signatory.Way
OPEN = (ProtocolEdition.Status.OPEN_FOR_SIGNATURE, ProtocolEdition.Status.IN_FORCE)
CUSTODIAN = "role:clerk"


def invite(edition: ProtocolEdition, *, by: Any, organizations: Iterable[Organization]) -> list[Signatory]:
    """KS-01: the custodian invites several organisations at once; each gets a letter and a case of its own."""
    from protocol.flows import SignatoryFlow  # the flow's nodes call these actions

    require_open(edition)
    made = []
    for organization in organizations:
        signatory = _seat(edition, organization, Way.INVITATION, by)
        signatory.invitation = sheets.invitation(signatory, by)
        signatory.save()
        record(signatory, "invite", f"Приглашение подписать: {edition}", by=by, after=signatory.status)
        door.open_case(SignatoryFlow.start, signatory, by)
        made.append(signatory)
    if not made:
        raise Refused("Отметьте хотя бы одну организацию.")
    return made


def accede(*, by: Any, organization: Organization, edition: ProtocolEdition) -> Signatory:
    """KS-01: an organisation applies itself. It has read the text, so it is considering its answer already."""
    if f"signer:{organization.pk}" not in by.capacity_keys():
        raise Refused("Заявление о присоединении подаёт руководитель организации или лицо с доверенностью.")
    require_open(edition)
    signatory = _seat(edition, organization, Way.APPLICATION, by)
    signatory.invitation = sheets.application(signatory, by)
    signatory.save()
    record(signatory, "accede", f"Заявление о присоединении: {edition}", by=by, after=signatory.status)
    move(signatory.acquaint, "С текстом редакции ознакомлен", by=by, at=timezone.now())
    notify(
        CUSTODIAN,
        f"signatory:{signatory.pk}:applied",
        f"Заявление о присоединении: {organization.short_name}",
        str(edition),
        signatory.get_absolute_url(),
    )
    return signatory


def ask_to_confirm(edition: ProtocolEdition) -> list[Signatory]:
    """Those who have signed the edition in force are asked to confirm under the new one; unchanged reservations go over."""
    from protocol.flows import SignatoryFlow  # the flow's nodes call these actions

    old = ProtocolEdition.objects.filter(status=ProtocolEdition.Status.IN_FORCE).order_by("-number").first()
    made = []
    for previous in _staying(old) if old else []:
        if not has_signer(previous.organization):
            _nobody_to_ask(previous)
            continue
        signatory = _seat(edition, previous.organization, Way.CONFIRMATION, None, previous)
        record(signatory, "ask_to_confirm", f"Предложено подтвердить подпись: {edition}", after=signatory.status)
        _carry_over(signatory, previous)
        door.open_case(SignatoryFlow.start, signatory)
        made.append(signatory)
    return made


def _staying(edition: ProtocolEdition) -> Any:
    """Who has signed and has not said that it leaves."""
    leaving = Departure.objects.filter(taken_back_at=None, done_at=None).values("signatory")
    return edition.signatories.counted().exclude(pk__in=leaving).select_related("organization", "edition")


def _carry_over(signatory: Signatory, previous: Signatory) -> None:
    now = timezone.now()
    for reservation, text in changes.kept(previous, signatory.edition):
        Reservation.objects.create(
            signatory=signatory,
            article_text=text,
            text=reservation.text,
            outcome=Reservation.Outcome.ACCEPTED,
            reasons="Статья не изменилась: оговорка перенесена с прежней редакции.",
            proposed_at=reservation.proposed_at,
            decided_at=now,
            decided_by=reservation.decided_by,
            carried_from=reservation,
        )


def _nobody_to_ask(previous: Signatory) -> None:
    title = f"Некого просить подтвердить подпись: {previous.organization.short_name}"
    text = "У организации сейчас нет подписанта с подтверждёнными полномочиями. Когда он появится, пригласите её."
    notify(CUSTODIAN, f"signatory:{previous.pk}:nobody", title, text, previous.get_absolute_url())


def require_open(edition: ProtocolEdition) -> ProtocolEdition:
    """The edition under its row lock: signing is possible while it is open for signature or in force."""
    fresh = ProtocolEdition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if fresh.status not in OPEN:
        raise Refused("Эта редакция сейчас не открыта для подписания.")
    return fresh


def has_signer(organization: Organization) -> bool:
    """Is there anybody who may answer for the organisation today?"""
    return Person.objects.holding(f"signer:{organization.pk}").exists()


def _seat(
    edition: ProtocolEdition, organization: Organization, way: str, by: Any, previous: Signatory | None = None
) -> Signatory:
    """A new row at the table: the organisation is checked, has a signer, and is not at the table already."""
    if not organization.is_checked or organization.closed_at:
        raise Refused(f"{organization.short_name}: сведения об организации ещё не подтверждены секретариатом.")
    if not has_signer(organization):
        raise Refused(f"{organization.short_name}: нет подписанта с подтверждёнными полномочиями.")
    try:
        with transaction.atomic():
            return Signatory.objects.create(
                edition=edition,
                organization=organization,
                sector=organization.sector,
                way=way,
                previous=previous,
                begun_at=timezone.now(),
                begun_by=by,
            )
    except IntegrityError:
        raise Refused(f"{organization.short_name} уже подписывает эту редакцию или подписала её.") from None
