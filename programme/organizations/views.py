"""Organisations and the mandates of their representatives: pages that are not steps of a flow."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from casework.acting import act_page
from casework.models import Waiting
from programme.access import has_role
from programme.appointments.absences import left_by
from programme.invitations.models import Invitation
from programme.mandates.models import MandateEvidence
from programme.mandates.page import standing
from programme.organizations import actions as organizations
from programme.organizations import forms as organizations_forms
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.organizations.page import (
    CONFIRMERS,
    about_organisation,
    claimed_before,
    contacts_of,
    facts_of,
    headed,
    is_head,
    visible,
)
from programme.pages import asking, posted, showing


@showing
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations I act for, and those that have invited me."""
    mine = Membership.objects.in_force().filter(person=request.user.pk).select_related("organization")
    asked = Invitation.objects.open().filter(person=request.user.pk, organization__isnull=False)
    invited = asked.select_related("organization").order_by("pk")
    return render(request, "programme/organizations/organisations.html", {"mine": mine, "invited": invited})


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
        "standing": standing(request.user, organization.pk),
        "evidence": MandateEvidence.objects.visible_to(request.user).filter(membership__organization=organization),
        "my_tasks": Waiting.objects.open()
        .of(request.user)
        .filter(process__mandatecase__membership__organization=organization),
    }
    return render(request, "programme/organizations/organisation_page.html", context)


@asking
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation; a refusal leaves everything that was typed, here and by the secretary (`?again=`)."""
    form = organizations_forms.OrganizationForm(
        posted(request), request.FILES or None, initial=claimed_before(request.user, request.GET.get("again", ""))
    )
    return act_page(
        request, form, organizations.add_organization,
        capacity="лично", back=reverse("organisation"), template="programme/organizations/organisation_add.html",
        then=lambda: reverse("inbox"),
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


def _membership(request: HttpRequest, pk: int) -> Membership:
    visible = Membership.objects.filter(organization__in=Organization.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related("organization", "person"), pk=pk)
