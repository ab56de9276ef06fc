"""The page a letter of invitation leads to, taking an invitation back, sending its letter again."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.acting import act_page, reload_then
from casework.models import Waiting
from programme.invitations import actions, forms
from programme.invitations.models import Invitation
from programme.pages import asking, posted


@asking
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever invites to such things takes an invitation back."""
    return _act(request, pk, forms.WithdrawInvitationForm, actions.withdraw_invitation, "Отозвать приглашение")


@asking
def mail_invitation_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter has not come: the same one once more."""
    return _act(request, pk, forms.MailAgainForm, actions.mail_again, "Отправить письмо с приглашением ещё раз")


def _act(request: HttpRequest, pk: int, form: Any, action: Callable[..., Any], title: str) -> HttpResponse:
    rows = Invitation.objects.visible_to(request.user).select_related("organization", "case")
    invited: Invitation = get_object_or_404(rows, pk=pk)
    capacity = invited.kind.capacity(invited, request.user)  # type: ignore[arg-type]
    if not capacity:
        raise PermissionDenied
    return act_page(
        request, form(posted(request), by=request.user, subject=invited), reload_then(action, invited), capacity=capacity,
        back=invited.kind.place(invited), process=invited.case.pk, title=f"{title}: {invited.email}",
        about=f"{invited.kind.title}: {invited.kind.errand(invited)}.",
    )  # fmt: skip


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
