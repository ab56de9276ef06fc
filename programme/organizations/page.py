"""What pages show of an organisation, and who may change it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework import door
from casework.acting import act_page
from programme.access import Visitor
from programme.appointments.models import Role
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization

CONFIRMERS = (Role.PLATFORM_SECRETARY, Role.CLERK)


def about_organisation(
    request: HttpRequest, form: Any, action: Callable[..., Any], organization: Organization, title: str, **context: Any
) -> HttpResponse:
    """The page of an act about an organisation."""
    page = {"template": "programme/act.html", "back": organization.get_absolute_url(), "title": title, **context}
    return act_page(request, form, action, capacity=_capacity(request, organization), organization=organization, **page)


def visible(request: HttpRequest, pk: int) -> Organization:
    """An organisation the reader may see; 404 for any other."""
    return get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)


def is_head(request: HttpRequest, organization: Organization) -> bool:
    """Is the reader a confirmed head of the organisation?"""
    heads = organization.memberships.mandated().filter(role=Membership.Role.HEAD)
    return heads.filter(person=request.user.pk).exists()


def headed(request: HttpRequest, pk: int) -> Organization:
    """An organisation the reader is a confirmed head of; refused for any other."""
    organization = visible(request, pk)
    if not is_head(request, organization):
        raise PermissionDenied
    return organization


def claimed_before(person: Visitor, membership: str) -> dict[str, Any]:
    """What the person typed about an organisation whose mandate was not confirmed: the form begins with it."""
    if not (membership.isascii() and membership.isdecimal() and len(membership) < 10):
        return {}
    rows = Membership.objects.filter(pk=membership, person=person.pk, confirmed_at=None).exclude(ended_at=None)
    claim = rows.select_related("organization").first()
    if claim is None:
        return {}
    names = [field.name for field in Organization._meta.concrete_fields if field.editable and not field.primary_key]
    facts = {name: getattr(claim.organization, name) for name in names}
    return {**facts, "position": claim.position, "ground": claim.ground}


def _capacity(request: HttpRequest, organization: Organization) -> str:
    """In what capacity the person acts here: for the organisation, else for the secretariat, else for themselves."""
    keys = [f"signer:{organization.pk}", *(f"role:{role}" for role in CONFIRMERS)]
    return next(filter(None, (door.capacity_in(request.user, key) for key in keys)), "лично")


def facts_of(organization: Organization) -> list[tuple[str, Any]]:
    """What it is, as (label, value)."""
    return [
        ("Полное наименование", organization.full_name),
        ("Форма", organization.get_legal_form_display()),
        ("Сектор", organization.get_sector_display()),
        ("ИНН", organization.inn),
        ("КПП", organization.kpp),
        ("ОГРН", organization.ogrn),
        ("ОКТМО", organization.oktmo),
        ("Область", organization.get_area_display()),
        ("Сведения", "подтверждены" if organization.is_checked else "ждут проверки секретарём площадки"),
    ]


def contacts_of(organization: Organization) -> list[tuple[str, Any]]:
    """Where it is reached, as (label, value)."""
    return [
        ("Адрес", organization.address),
        ("Район", organization.get_district_display()),
        ("Сайт", organization.site),
        ("Почта", organization.email),
        ("Телефон", organization.phone),
    ]
