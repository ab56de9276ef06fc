"""Inviting a representative, and the page a letter of invitation leads to."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.acting import reload_then
from casework.models import Waiting
from programme.invitations import actions as invitations
from programme.invitations import forms as invitations_forms
from programme.invitations.models import Invitation
from programme.organizations.models import Organization
from programme.organizations.page import about_organisation, headed, is_head
from programme.pages import asking, posted


@asking
def add_representative(request: HttpRequest, pk: int) -> HttpResponse:
    """The head asks somebody to act for the organisation."""
    organization = headed(request, pk)
    form = invitations_forms.InviteForm(posted(request), by=request.user)
    action = partial(invitations.invite, organization)
    return about_organisation(request, form, action, organization, "Пригласить представителя")


@asking
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """The head takes an invitation back."""
    visible = Invitation.objects.filter(organization__in=Organization.objects.visible_to(request.user))
    invitation = get_object_or_404(visible.select_related("organization", "case"), pk=pk)
    if not is_head(request, invitation.organization):
        raise PermissionDenied
    form = invitations_forms.WithdrawInvitationForm(posted(request), by=request.user, subject=invitation)
    action = reload_then(invitations.withdraw_invitation, invitation)
    title = f"Отозвать приглашение: {invitation.email}"
    return about_organisation(request, form, action, invitation.organization, title, process=invitation.case.pk)


@never_cache
@require_safe
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Where the letter leads: to the task of whoever has confirmed the address, else to logging in or signing up."""
    invited = get_object_or_404(Invitation.objects.select_related("organization", "case"), code=code)
    waiting = Waiting.objects.open().filter(process=invited.case.pk).of(request.user).first()
    if waiting:
        return redirect(waiting.get_absolute_url())
    is_mine = request.user.is_authenticated and invited.person_id == request.user.pk
    context = {"invitation": invited, "is_mine": is_mine, "until": invited.answer_by}
    return render(request, "programme/invitations/invitation.html", context)
