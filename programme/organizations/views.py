"""Organisations and the mandates of their representatives: pages that are not steps of a flow."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from casework.acting import act_page
from programme.access import has_role
from programme.appointments.absences import left_by
from programme.invitations.models import Invitation
from programme.organizations import actions as organizations
from programme.organizations import forms as organizations_forms
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.organizations.page import CONFIRMERS, about_organisation, contacts_of, facts_of, headed, is_head, visible
from programme.pages import asking, posted, showing


@showing
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations I act for, and for the secretariat those that wait to be confirmed."""
    mine = Membership.objects.in_force().filter(person=request.user.pk).select_related("organization")
    waiting = Membership.objects.none()
    if has_role(request.user, *CONFIRMERS):
        waiting = Membership.objects.in_force().filter(role__in=Membership.MANDATE_ROLES, confirmed_at=None)
    asked = Invitation.objects.open().filter(person=request.user.pk, organization__isnull=False)
    context = {
        "mine": mine,
        "invited": asked.select_related("organization").order_by("pk"),
        "waiting": waiting.select_related("organization", "person").order_by("pk"),
    }
    return render(request, "programme/organizations/organisations.html", context)


@showing
def organisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: its data, who acts for it, and what I may change."""
    organization = visible(request, pk)
    context = {
        "organization": organization,
        "facts": facts_of(organization),
        "contacts": contacts_of(organization),
        "members": organization.memberships.filter(ended_at=None).select_related("person"),
        "invitations": organization.invitations.open().order_by("-pk"),
        "former": organization.memberships.exclude(ended_at=None).select_related("person"),
        "is_head": is_head(request, organization),
        "is_confirmer": has_role(request.user, *CONFIRMERS),
    }
    return render(request, "programme/organizations/organisation_page.html", context)


@asking
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation; a refusal leaves everything that was typed."""
    form = organizations_forms.OrganizationForm(posted(request))
    return act_page(
        request, form, organizations.add_organization,
        capacity="лично", back=reverse("organisation"), template="programme/organizations/organisation_add.html",
    )  # fmt: skip


@asking
def change_contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """The head changes where the organisation is found."""
    organization = headed(request, pk)
    form = organizations_forms.ContactsForm(posted(request), instance=visible(request, pk))
    action = partial(organizations.change_contacts, organization)
    return about_organisation(request, form, action, organization, "Контакты", edits=organization)


@asking
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """A representation ends: by the person, by the head or by the secretariat."""
    membership = _membership(request, pk)
    organization = membership.organization
    is_mine = membership.person_id == request.user.pk
    if not (is_mine or is_head(request, organization) or has_role(request.user, *CONFIRMERS)):
        raise PermissionDenied
    form = organizations_forms.GroundForm(posted(request), by=request.user, subject=membership)
    title = f"Прекратить полномочия: {membership.person}"
    action = partial(organizations.end_membership, membership)
    own: dict[str, Any] = {"back": reverse("organisation")} if is_mine else {}
    keys = [f"member:{organization.pk}", f"signer:{organization.pk}"]
    own |= {"template": "programme/leave.html", "about": str(organization), "steps": left_by(membership.person, keys)}
    return about_organisation(request, form, action, organization, title, **own)


@asking
def confirm_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretariat confirms a mandate and the organisation's data."""
    membership = _to_confirm(request, pk)
    form = organizations_forms.ConfirmMembershipForm(posted(request), by=request.user, subject=membership)
    return _about_mandate(
        request, form, partial(organizations.confirm_membership, membership), membership, "Подтвердить"
    )


@asking
def refuse_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretariat does not confirm a mandate, and says why."""
    membership = _to_confirm(request, pk)
    form = organizations_forms.RefuseMembershipForm(posted(request), by=request.user, subject=membership)
    return _about_mandate(
        request, form, partial(organizations.refuse_membership, membership), membership, "Не подтверждать"
    )


def _about_mandate(
    request: HttpRequest, form: Any, action: Callable[..., Any], membership: Membership, verb: str
) -> HttpResponse:
    title = f"{verb} полномочия: {membership.person}"
    facts = [*facts_of(membership.organization), ("Должность", membership.position), ("Основание", membership.ground)]
    organization = membership.organization
    return about_organisation(request, form, action, organization, title, facts=facts)


def _membership(request: HttpRequest, pk: int) -> Membership:
    visible = Membership.objects.filter(organization__in=Organization.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related("organization", "person"), pk=pk)


def _to_confirm(request: HttpRequest, pk: int) -> Membership:
    if not has_role(request.user, *CONFIRMERS):
        raise PermissionDenied
    return _membership(request, pk)
