"""An organisation asks for a group; the page of its request."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from casework.acting import act_page, reload_then
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from committee.groups import actions, forms
from committee.groups.models import GroupRequest
from programme.access import holds, keys_of
from programme.pages import asking, posted, showing


@asking
def ask(request: HttpRequest) -> HttpResponse:
    """By whoever signs for an organisation."""
    if not any(key.startswith("signer:") for key in keys_of(request.user)):
        raise Http404
    about = (
        "Группа готовит задания и записки. Её образует организация: секретарь комитета подтверждает или возражает, молчание — согласие. "
        "Городских ролей участие в ней не даёт."
    )
    return act_page(
        request, forms.GroupForm(posted(request), by=request.user), actions.ask, capacity="подписант организации", back=reverse("bodies"),
        title="Образовать группу от организации", about=about,
        then=lambda: GroupRequest.objects.filter(by=request.user.pk).latest("pk").get_absolute_url(),
    )  # fmt: skip


@showing
def group_request(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, whose move it is, what became of it."""
    rows = GroupRequest.objects.visible_to(request.user).select_related("organization", "body", "case")
    row = get_object_or_404(rows, pk=pk)
    waitings = list(Waiting.objects.open().filter(process=row.case.pk).order_by("pk"))
    context = {
        "row": row,
        "timeline": timeline(history(row)),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, set(keys_of(request.user))),
        "may_withdraw": not row.outcome and holds(request.user, f"signer:{row.organization_id}"),
    }
    return render(request, "committee/groups/request.html", context)


@asking
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever signs for the organisation; others who know of the request may not."""
    row = get_object_or_404(GroupRequest.objects.visible_to(request.user).select_related("case"), pk=pk)
    if not holds(request.user, f"signer:{row.organization_id}"):
        raise PermissionDenied
    form = forms.WithdrawForm(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.withdraw, row), capacity="подписант организации", back=row.get_absolute_url(),
        process=row.case.pk, title="Отозвать просьбу о группе", about=f"{row}. Попросить снова можно в любое время.",
    )  # fmt: skip
