"""Pages of a renewal: its course, and taking it back."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import act_page, reload_then
from casework.models import Waiting
from casework.pages import moves, own_steps
from programme.access import holds, keys_of
from quality_mark.marks.page import visible_mark
from quality_mark.renewals import actions, page
from quality_mark.renewals.forms import WithdrawForm
from quality_mark.renewals.models import Renewal
from quality_mark.renewals.papers import QUESTIONS


@never_cache
@login_required
@require_safe
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a renewal stands: the terms, the application, the score, the papers."""
    rows = Renewal.objects.visible_to(request.user).select_related(
        "mark__entry__nomination", "mark__organization", "item", "application", "expertise", "case"
    )
    renewal = get_object_or_404(rows, pk=pk)
    keys = set(keys_of(request.user))
    waitings = list(Waiting.objects.open().filter(process=renewal.case.pk).order_by("pk"))
    context = {
        "renewal": renewal,
        "mark": renewal.mark,
        "steps": page.steps(renewal),
        "tone": page.TONES.get(renewal.outcome, "info"),
        "answers": [(title, getattr(renewal, name)) for name, title in QUESTIONS.items()] if renewal.submitted_at else [],
        "my_tasks": own_steps(waitings, keys),
        "moves": moves(waitings),
        "timeline": page.timeline_of(renewal),
        "documents": page.papers_of(renewal, request.user),
        "may_withdraw": renewal.is_under_way and renewal.mark.signer_key in keys,
    }  # fmt: skip
    return render(request, "quality_mark/renewals/renewal.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """QM-14: the holder takes the application back."""
    mark = visible_mark(request, slug)
    if not holds(request.user, mark.signer_key):
        raise PermissionDenied
    form = WithdrawForm(request.POST if request.method == "POST" else None, subject=mark, by=request.user)
    about = (
        f"№ {mark.number} «{mark.entry.title}». Знак будет действовать до своего последнего дня, {mark.valid_to:%d.%m.%Y}; "
        "если он прошёл — закончится сразу."
    )
    capacity = door.capacity_in(request.user, mark.signer_key)
    return act_page(
        request, form, reload_then(actions.withdraw, mark), process=mark.case.pk, capacity=capacity, back=mark.get_absolute_url(),
        title="Отозвать заявку на продление", about=about,
    )  # fmt: skip
