"""The secretariat is asked about a mandate, sees its evidence, confirms it or does not (регламент 2.2)."""

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework import door, paper
from casework.door import Refused
from casework.locking import locked as locked_case
from casework.notify import tell
from documents import files
from documents.archive import Full
from journal.record import record
from programme.mandates.models import MandateCase, MandateEvidence
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.models import Person
from programme.regulations.models import Regulation
from programme.rows import end, locked

ALREADY = "По этим полномочиям уже принято решение."


def ask_to_confirm(membership: Membership, *, by: Person, evidence: UploadedFile | None = None) -> None:
    """Ask the secretariat about a mandate that has just been claimed. Raises Refused if the file cannot be kept."""
    door.open_case(membership, by)
    if evidence is not None:
        attach_evidence(membership, by=by, evidence=evidence)


@transaction.atomic
def attach_evidence(membership: Membership, *, by: Person, evidence: UploadedFile) -> MandateEvidence:
    """Add a file while the mandate waits to be confirmed. Raises Refused."""
    current = locked(Membership, membership.pk)
    if current.ended_at or current.confirmed_at:
        raise Refused(ALREADY)
    most = Regulation.in_force().value("representation")["evidence_max"]
    if current.evidence.count() >= most:
        raise Refused(f"Приложено уже {most} файлов: больше не нужно. Объедините остальное в один файл.")
    if problem := files.complaint(evidence):
        raise Refused(problem)
    try:
        facts = {"kind": files.kind_of(evidence), "size": evidence.size or 0, "sha256": files.store(evidence)}
        with transaction.atomic():
            made = MandateEvidence.objects.create(
                membership=current, name=files.name_of(evidence), added_by=by, **facts
            )
    except Full as full:
        raise Refused(str(full)) from None
    except IntegrityError:
        raise Refused(f"Файл «{files.name_of(evidence)}» уже приложен.") from None
    record(current, "attach_evidence", "Приложено подтверждение полномочий", by=by, payload={"sha256": made.sha256})
    return made


def decide(membership: Membership, *, by: Person, decision: str, ground: str = "") -> None:
    """What the secretary has answered: "confirm", or "refuse" with the ground the applicant will read."""
    if decision == "confirm":
        confirm(membership, by=by)
    else:
        refuse(membership, by=by, ground=ground)


@transaction.atomic
def confirm(membership: Membership, *, by: Person) -> None:
    """The secretariat has seen the papers: the head may submit and sign, the organisation's data are taken as true."""
    membership = _unconfirmed(membership, by)
    membership.confirmed_at, membership.confirmed_by = timezone.now(), by
    membership.save(update_fields=["confirmed_at", "confirmed_by"])
    Organization.objects.filter(pk=membership.organization_id, checked_at=None).update(
        checked_at=timezone.now(), checked_by=by
    )
    title = f"Полномочия подтверждены: {membership.person}, {membership.organization}"
    record(membership, "confirm_membership", title, by=by, ground=membership.ground)
    text = (
        "Теперь вы можете подавать предложения и подписывать документы от имени организации. Что дальше — на странице."
    )
    _tell(membership, "confirmed", f"Полномочия подтверждены: {membership.organization}", text, reverse("inbox"))


@transaction.atomic
def refuse(membership: Membership, *, by: Person, ground: str) -> None:
    """The papers do not show the right to represent; an organisation nobody represents and nobody checked is closed."""
    membership = _unconfirmed(membership, by)
    end(membership, by=by, ground=ground)
    title = f"Полномочия не подтверждены: {membership.person}, {membership.organization}"
    record(membership, "refuse_membership", title, by=by, ground=ground)
    organization = membership.organization
    if not organization.is_checked and not organization.memberships.filter(ended_at=None).exists():
        organization.closed_at = timezone.now()
        organization.save(update_fields=["closed_at"])
    text = f"Причина: {ground} Исправьте это и отправьте снова: всё введённое сохранено."
    _tell(membership, "refused", f"Полномочия не подтверждены: {organization}", text, again_url(membership))


def again_url(membership: Membership) -> str:
    """Where a refused mandate is claimed once more: the form with everything that was typed."""
    return f"{reverse('organisation_add')}?again={membership.pk}"


def require_mandate(person: Person, organization: Organization) -> None:
    """Only who may sign for the organisation today submits (checked at the act). Raises Refused."""
    if f"signer:{organization.pk}" in person.capacity_keys() or paper.stands_for(f"signer:{organization.pk}"):
        return
    if Membership.objects.in_force().unconfirmed().filter(person=person, organization=organization).exists():
        raise Refused(
            "Ждём подтверждения ваших полномочий: секретарь площадки ещё не ответил. Черновик сохранён, подать его можно будет "
            "сразу после ответа: письмо со ссылкой придёт на вашу почту."
        )
    raise Refused(
        "Подать заявку может только подписант организации (руководитель или лицо с доверенностью), чьи полномочия подтверждены. "
        "Черновик сохранён: подписант увидит его среди своих задач."
    )


def stop_asking(membership: Membership) -> None:
    """The representation ends before it was confirmed: nobody is asked about it any more."""
    case = MandateCase.objects.filter(membership=membership, finished=None).first()
    if case is not None:
        with locked_case(case.pk):
            door.close_case(case)


def _unconfirmed(membership: Membership, by: Person) -> Membership:
    current = locked(Membership, membership.pk)
    if current.ended_at or current.confirmed_at:
        raise Refused(ALREADY)
    if current.person_id == by.pk:
        raise Refused("Свои полномочия подтвердить нельзя: это сделает другой секретарь.")
    return current


def _tell(membership: Membership, event: str, title: str, text: str, url: str) -> None:
    tell(membership.person, f"membership:{membership.pk}:{event}", title, text, url)
