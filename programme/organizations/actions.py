"""Organisations and the mandates of those who act for them."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.door import Refused
from casework.notify import notify, tell
from casework.roles import PLATFORM_SECRETARY
from journal.record import record
from programme.appointments.absences import tell_offices
from programme.appointments.models import Role
from programme.interests.actions import surfaced
from programme.mandates import actions as mandates
from programme.organizations import legal_forms
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.models import Person
from programme.periods import today
from programme.rows import end, locked


@transaction.atomic
def add_organization(
    *, by: Person, position: str, ground: str, evidence: UploadedFile | None = None, **facts: Any
) -> Organization:
    """Add an organisation; whoever adds it is its head, without a mandate until the secretariat has confirmed it.

    One that the office has entered and nobody stands for is taken over by its ИНН: what the office knows of it stays, and nothing
    of it is open until the mandate is confirmed. `evidence` is the file that shows the ground; it may follow later.
    """
    organization = Organization.objects.unattended().filter(inn=facts["inn"]).first() if facts.get("inn") else None
    organization = organization or _add(facts)
    by.forget_capacities()
    membership = Membership.objects.create(
        organization=organization, person=by, role=Membership.Role.HEAD, position=position, ground=ground, valid_from=today()
    )  # fmt: skip
    payload = {"inn": organization.inn, "legal_form": organization.legal_form, "sector": organization.sector}
    record(organization, "add_organization", f"Добавлена организация: {organization}", by=by, payload=payload)
    mandates.ask_to_confirm(membership, by=by, evidence=evidence)
    surfaced(by)
    return organization


def _add(facts: dict[str, Any]) -> Organization:
    organization = Organization(**facts)
    organization.is_municipal_institution = organization.legal_form in legal_forms.municipal_institutions()
    organization.full_clean()
    try:
        with transaction.atomic():
            organization.save()
    except IntegrityError:
        raise Refused("Организацию с этим ИНН только что добавил кто-то другой.") from None
    return organization


@transaction.atomic
def enter_organization(*, by: Person, **facts: Any) -> Organization:
    """The office enters an organisation it knows; nobody represents it until its head has accepted an invitation."""
    organization = Organization(**facts, checked_at=timezone.now(), checked_by=by)
    organization.is_municipal_institution = organization.legal_form in legal_forms.municipal_institutions()
    organization.full_clean()
    try:
        with transaction.atomic():
            organization.save()
    except IntegrityError:
        raise Refused("Организацию с этим ИНН только что добавил кто-то другой.") from None
    payload = {"inn": organization.inn, "legal_form": organization.legal_form, "sector": organization.sector}
    record(organization, "enter_organization", f"Организацию внесла канцелярия: {organization}", by=by, payload=payload)
    return organization


def without_head(known: list[Organization]) -> list[int]:
    """The keys of those that nobody has ever represented and nobody is invited to lead: one query."""
    rows = Organization.objects.filter(pk__in=[organization.pk for organization in known], memberships=None)
    return list(rows.exclude(invitations__status="open").values_list("pk", flat=True))


@transaction.atomic
def change_contacts(organization: Organization, *, by: Person, **contacts: str) -> None:
    """Change where an organisation is found; its name and numbers are changed by the secretariat's check only."""
    fields = ("address", "district", "site", "email", "phone")
    before = {name: getattr(organization, name) for name in fields}
    for name in fields:
        setattr(organization, name, contacts[name])
    organization.save(update_fields=fields)
    payload = {"before": before, "after": {name: contacts[name] for name in fields}}
    record(organization, "change_contacts", "Изменены контакты организации", by=by, payload=payload)


def _tell(membership: Membership, event: str, title: str, text: str) -> None:
    url = membership.organization.get_absolute_url()
    tell(membership.person, f"membership:{membership.pk}:{event}", title, text, url)


@transaction.atomic
def end_membership(membership: Membership, *, by: Person, ground: str) -> None:
    """End a representation: by the person, by the organisation's head or by the secretariat."""
    mandates.stop_asking(membership)
    is_head = membership.role == Membership.Role.HEAD and membership.confirmed_at
    heads = membership.organization.memberships.mandated().filter(role=Membership.Role.HEAD).exclude(pk=membership.pk)
    if is_head and not heads.exists() and not by.has_role(Role.PLATFORM_SECRETARY):
        raise Refused("Это единственный руководитель организации: сначала добавьте нового и дождитесь подтверждения.")
    end(membership, by=by, ground=ground)
    title = f"Полномочия прекращены: {membership.person}, {membership.organization}"
    record(membership, "end_membership", title, by=by, ground=ground)
    _tell(membership, "ended", f"Полномочия прекращены: {membership.organization}", f"Основание: {ground}")
    tell_offices()


@transaction.atomic
def mark_unscrupulous(
    organization: Organization, is_unscrupulous: bool, *, ground: str, by: Person | None = None
) -> None:
    """Put into the register of those who do not give what they have promised, or take out of it (регламент 3.0)."""
    organization = locked(Organization, organization.pk)
    if organization.is_unscrupulous == is_unscrupulous:
        return
    organization.is_unscrupulous = is_unscrupulous
    organization.save(update_fields=["is_unscrupulous"])
    words = "внесена в реестр" if is_unscrupulous else "исключена из реестра"
    record(
        organization,
        "mark_unscrupulous",
        f"Организация {words} недобросовестных исполнителей вкладов",
        by=by,
        ground=ground,
    )
    for key in (f"member:{organization.pk}", PLATFORM_SECRETARY):
        event = f"organization:{organization.pk}:unscrupulous:{is_unscrupulous}:{ground}"[:160]
        notify(
            key, event, f"{organization} {words} недобросовестных исполнителей", ground, organization.get_absolute_url()
        )
