"""Leaving of one's own will: a notice that takes effect by itself after thirty days (KS-08)."""

from django.db.models import Q
from django.utils import timezone

from casework import door, roles, workdays
from casework.door import Refused
from casework.notify import notify
from journal.record import move, record
from programme.models import Person, Regulation
from protocol.departures import papers
from protocol.departures.models import Departure
from protocol.editions.models import ProtocolEdition
from protocol.measures.actions import let_go
from protocol.roles import CUSTODIAN
from protocol.signatories.models import Signatory

Status = Signatory.Status


def announce_departure(signatory: Signatory, *, by: Person, reason: str) -> Departure:
    """The organisation says that it leaves; until the day it remains bound."""
    _require_signer(signatory, by)
    if not signatory.is_participating:
        raise Refused("Организация уже не участвует в Протоколе.")
    if open_departure(signatory):
        raise Refused("Уведомление о выходе уже подано.")
    due = workdays.due(Regulation.in_force().term("protocol.withdrawal"))
    departure = Departure.objects.create(
        signatory=signatory,
        reason=reason,
        announced_at=timezone.now(),
        announced_by=by,
        effective_on=workdays.local_date(due),
    )
    departure.document = papers.departure(departure, by)
    departure.save()
    day = f"{departure.effective_on:%d.%m.%Y}"
    record(signatory, "announce_departure", f"Подано уведомление о выходе, участие — по {day}", by=by, ground=reason)
    door.open_case(departure, by)
    for key in (CUSTODIAN, roles.PROTOCOL_EDITOR):
        title = f"Уведомление о выходе из Протокола: {signatory.organization.short_name}"
        notify(key, f"departure:{departure.pk}", title, f"Участие — по {day}.", signatory.get_absolute_url())
    return departure


def take_back_departure(departure: Departure, *, by: Person) -> None:
    """Take the notice back before its day. Under the lock of the case of the notice."""
    _require_signer(departure.signatory, by)
    if not departure.is_open:
        raise Refused("Отозвать это уведомление уже нельзя.")
    departure.taken_back_at = timezone.now()
    departure.save(update_fields=["taken_back_at"])
    record(departure.signatory, "take_back_departure", "Уведомление о выходе отозвано", by=by)
    door.notify_waiters(departure)


def leave(departure: Departure) -> None:
    """KS-08: the day of withdrawal: the organisation leaves every edition it has signed that is in force or open."""
    now = timezone.now()
    departure.done_at = now
    departure.save(update_fields=["done_at"])
    standing = [ProtocolEdition.Status.IN_FORCE, ProtocolEdition.Status.OPEN_FOR_SIGNATURE]
    goes_on = Signatory.objects.filter(continuations__edition__status__in=standing).values("pk")
    rows = Signatory.objects.filter(
        Q(edition__status__in=standing) | Q(pk__in=goes_on),
        organization=departure.signatory.organization_id,
        status__in=[Status.SIGNED, Status.SUSPENDED],
    )
    left = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for signatory in left or [departure.signatory]:
        if signatory.is_participating:
            move(signatory.withdraw, "Организация вышла из Протокола", ground=departure.reason, at=now)
            let_go(signatory)
            door.notify_waiters(signatory.edition)
            for continuation in signatory.continuations.select_related("edition"):
                door.notify_waiters(continuation.edition)
    signatory = departure.signatory
    title, url = f"Участие прекращено: {signatory.organization.short_name}", signatory.get_absolute_url()
    for key in (signatory.member_key, CUSTODIAN):
        notify(key, f"departure:{departure.pk}:done", title, "Срок уведомления о выходе истёк.", url)


def open_departure(signatory: Signatory) -> Departure | None:
    """The notice that waits for its day."""
    return signatory.departures.filter(taken_back_at=None, done_at=None).first()


def _require_signer(signatory: Signatory, by: Person) -> None:
    by.forget_capacities()
    if signatory.signer_key not in by.capacity_keys():
        raise Refused("От имени организации действует её руководитель или лицо с доверенностью.")
