"""Coming to the Protocol: invited by the custodian, by an application of one's own, or as an old signatory of a new edition (KS-01)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from casework import door, roles, workdays
from casework.door import Refused
from casework.later import later
from casework.notify import notify
from documents.post import actions as post
from documents.signatures import actions as signatures
from journal.record import move, record
from programme.models import Organization, Person
from protocol.answers.models import Reservation
from protocol.departures.models import Departure
from protocol.editions import changes
from protocol.editions.models import ProtocolEdition
from protocol.roles import CUSTODIAN
from protocol.signatories import counting, papers
from protocol.signatories.models import Signatory, SignatoryQuerySet

Status = Signatory.Status
Way = Signatory.Way
OPEN = (ProtocolEdition.Status.OPEN_FOR_SIGNATURE, ProtocolEdition.Status.IN_FORCE)


def invite(edition: ProtocolEdition, *, by: Person, organizations: Iterable[Organization]) -> list[Signatory]:
    """KS-01: the custodian invites several organisations at once; each gets a letter and a case of its own."""
    require_open(edition)
    made = []
    for organization in organizations:
        signatory = _seat(edition, organization, Way.INVITATION, by)
        signatory.invitation = papers.invitation(signatory, by)
        signatory.save()
        post.owe(signatory.invitation, signatory.member_key)
        record(signatory, "invite", f"Приглашение подписать: {edition}", by=by, after=signatory.status)
        door.open_case(signatory, by)
        made.append(signatory)
    if not made:
        raise Refused("Отметьте хотя бы одну организацию.")
    return made


def accede(*, by: Person, organization: Organization, edition: ProtocolEdition) -> Signatory:
    """KS-01: an organisation applies itself. It has read the text, so it is considering its answer already."""
    if f"signer:{organization.pk}" not in by.capacity_keys():
        raise Refused("Заявление о присоединении подаёт руководитель организации или лицо с доверенностью.")
    require_open(edition)
    signatory = _seat(edition, organization, Way.APPLICATION, by)
    signatory.invitation = papers.application(signatory, by)
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


def accede_on_paper(
    *, by: Person, organization: Organization, edition: ProtocolEdition, received_on: date, signed_by: str
) -> Signatory:
    """KS-01 on paper: the office enters the application of an organisation nobody stands for here. Raises Refused."""
    if received_on > workdays.local_date():
        raise Refused("День получения ещё не наступил.")
    if not is_on_paper(organization):
        raise Refused("За эту организацию действуют на сайте: она присоединяется сама.")
    require_open(edition)
    signatory = _seat(edition, organization, Way.APPLICATION, by)
    signatory.invitation = papers.application(signatory, by, signed_by=signed_by)
    signatory.save()
    post.owe(signatory.invitation, signatory.member_key)
    title = f"Заявление о присоединении на бумаге: {edition}"
    record(
        signatory,
        "accede",
        title,
        by=by,
        after=signatory.status,
        payload={"received_on": received_on, "signed_by": signed_by},
    )
    move(signatory.acquaint, "С текстом редакции ознакомлен", by=by, at=timezone.now())
    return signatory


def ask_to_confirm(edition: ProtocolEdition) -> list[Signatory]:
    """Those who are bound by the edition in force are asked to confirm under the new one, unless their signature goes on by itself."""
    rows = [ask_again(previous, edition) for previous in staying().exclude(continuations__edition=edition)]
    return [signatory for signatory in rows if signatory]


def ask_again(previous: Signatory, edition: ProtocolEdition) -> Signatory | None:
    """A signatory whom an edition touches answers anew; reservations to what did not change go over. None: nobody can answer."""
    if not has_signer(previous.organization):
        _nobody_to_ask(previous)
        return None
    signatory = _seat(edition, previous.organization, Way.CONFIRMATION, None, previous)
    record(signatory, "ask_to_confirm", f"Предложено подтвердить подпись: {edition}", after=signatory.status)
    _carry_over(signatory, previous)
    door.open_case(signatory)
    return signatory


def staying() -> SignatoryQuerySet:
    """Signatories bound by the edition in force who have not given a notice of withdrawal."""
    old = ProtocolEdition.objects.filter(status=ProtocolEdition.Status.IN_FORCE).order_by("-number").first()
    leaving = Departure.objects.filter(taken_back_at=None, done_at=None).values("signatory")
    rows = Signatory.objects.under(old).counted() if old else Signatory.objects.none()
    return rows.exclude(pk__in=leaving).select_related("organization", "edition")


def _carry_over(signatory: Signatory, previous: Signatory) -> None:
    now = timezone.now()
    for reservation, text in changes.carried_over(previous, signatory.edition):
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
    """Is there anybody who may answer for the organisation today? If nobody stands for it here at all, it answers on paper."""
    return Person.objects.holding(f"signer:{organization.pk}").exists() or is_on_paper(organization)


def is_on_paper(organization: Organization) -> bool:
    """Has the office entered the organisation, and does nobody stand for it here?"""
    return Organization.objects.unattended().filter(pk=organization.pk).exists()


def _seat(
    edition: ProtocolEdition, organization: Organization, way: str, by: Person | None, previous: Signatory | None = None
) -> Signatory:
    """A new signatory; refused if the organisation is not checked, has no signer, or is a signatory already."""
    if not organization.is_checked or organization.closed_at:
        raise Refused(f"{organization.short_name}: сведения об организации ещё не подтверждены секретариатом.")
    if edition.continuations.filter(signatory__organization=organization, objected_at=None).exists():
        raise Refused(
            f"{organization.short_name} участвует по прежней подписи: подписывать эту редакцию заново не нужно."
        )
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


def open_signing(edition: ProtocolEdition, by: Person | None = None) -> None:
    """KP-09: old signatories are asked to confirm; the custodian is told to invite the others."""
    asked = ask_to_confirm(edition)
    title = f"{edition} открыта для подписания"
    text = "Пригласите организации трёх секторов."
    if asked:
        text += f" Прежних подписантов, которых система попросила подтвердить подпись: {len(asked)}."
    notify(CUSTODIAN, f"edition:{edition.pk}:open", title, text, "/protocol/signatories/invite/")


def close_signing_in_force(edition: ProtocolEdition, by: Person | None = None) -> None:
    """KP-12: register the text, issue the sheet of signatures, tell everybody."""
    assert edition.document is not None, "an edition in force is on paper"
    signatures.close_signing(edition.document, by=by)
    signatories = list(_signed(edition))
    sheet = papers.signature_sheet(edition, signatories, counting.count(edition), by)
    record(edition, "draw_up_sheet", f"Составлен лист подписания № {sheet.number}", payload={"document": sheet.pk})
    title = f"{edition} вступила в силу"
    text = f"Подписей: {len(signatories)}. Лист подписания № {sheet.number}."
    for signatory in signatories:
        event = f"edition:{edition.pk}:in_force:{signatory.pk}"
        notify(signatory.member_key, event, title, text, edition.get_absolute_url())
    for key in (CUSTODIAN, roles.PROTOCOL_EDITOR, roles.COMMITTEE_CHAIR, roles.COMMITTEE_SECRETARY):
        notify(key, f"edition:{edition.pk}:in_force", title, text, edition.get_absolute_url())


def close_window(edition: ProtocolEdition, by: Person | None = None) -> None:
    """KP-13: too few signatures: close the cases of those who have not answered, each under its own lock."""
    title = f"{edition} не вступила в силу"
    text = "Не хватило: " + ", ".join(counting.count(edition).missing) + "."
    for signatory in edition.signatories.live():
        event = f"edition:{edition.pk}:lapsed:{signatory.pk}"
        notify(signatory.member_key, event, title, text, edition.get_absolute_url())
        later("protocol.tasks.leave_table", signatory_id=signatory.pk)


def leave_table(signatory: Signatory) -> None:
    """Close the case of whoever had not answered when the window closed. Under the lock of the case."""
    if signatory.case.finished is None and signatory.status != Status.SIGNED_UNVERIFIED:
        record(signatory, "leave_table", "Подписание закончилось: редакция не вступила в силу")
        door.close_case(signatory.case)


def edition_ceased(edition: ProtocolEdition, by: Person | None = None) -> None:
    """KP-14: tell those who stayed on the old edition that it is no longer in force."""
    for signatory in edition.signatories.filter(status__in=[Status.SIGNED, Status.SUSPENDED]):
        goes_on = signatory.continuations.exclude(settled_at=None).filter(edition__number__gt=edition.number).exists()
        if not goes_on and not signatory.confirmations.filter(status=Status.SIGNED).exists():
            event = f"edition:{edition.pk}:ceased:{signatory.pk}"
            text = "Вы подписали прежнюю редакцию и не подтвердили подпись под новой. Присоединиться можно заявлением."
            notify(signatory.member_key, event, f"{edition} утратила силу", text, "/protocol/accession/")


def _signed(edition: ProtocolEdition) -> Any:
    rows = Signatory.objects.under(edition).counted()
    rows = rows.select_related("organization", "edition", "signature__request__person")
    return rows.order_by("signed_at", "pk")
